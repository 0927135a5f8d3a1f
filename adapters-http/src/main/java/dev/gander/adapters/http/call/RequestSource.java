package dev.gander.adapters.http.call;

import org.jspecify.annotations.Nullable;

/// Where a request comes from, and what it has asked for.
///
/// @param address of the client, as far as the connection tells
/// @param authority the `Host` header or its HTTP/2 counterpart: `name`, `name:port`
/// @param isEncrypted whether the connection is
public record RequestSource(String address, @Nullable String authority, boolean isEncrypted) {}
