package dev.gander.domain.imports;

import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionDetails;

/// What an import stores.
///
/// @param messages read as they are asked for; throw [dev.gander.domain.error.InvalidInput] for one
///   that cannot be read
public record ImportedSession(SessionDetails details, Iterable<Message> messages) {}
