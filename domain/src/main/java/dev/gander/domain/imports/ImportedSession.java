package dev.gander.domain.imports;

import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionDetails;

/// The session that an import stores.
///
/// @param messages read on demand; iterating throws [dev.gander.domain.error.InvalidInput] for a
///   message that cannot be read
public record ImportedSession(SessionDetails details, Iterable<Message> messages) {}
