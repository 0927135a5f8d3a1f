package dev.gander.domain.imports;

import dev.gander.domain.message.Message;
import dev.gander.domain.session.Session;

/// What an import stores. The session's id and times are those of its old home: a store gives new
/// ones.
///
/// @param messages read as they are asked for; throw [dev.gander.domain.error.InvalidInput] for one
///   that cannot be read
public record ImportedSession(Session session, Iterable<Message> messages) {}
