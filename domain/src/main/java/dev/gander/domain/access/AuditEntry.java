package dev.gander.domain.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What somebody has asked of the server. Neither contents nor secrets.
///
/// @param who the id of the key; `-` if it is not known
/// @param from the address of the client; null for a command line
/// @param operation as the API calls it
/// @param about the session, or another thing, that it was about; null for none
/// @param outcome a status of HTTP, or a word
public record AuditEntry(
    Instant at,
    String who,
    @Nullable String from,
    String operation,
    @Nullable String about,
    String outcome) {}
