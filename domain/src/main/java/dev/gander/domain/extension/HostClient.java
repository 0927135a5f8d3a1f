package dev.gander.domain.extension;

import dev.gander.domain.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// The program in which the user of a session sits, as extensions are told of it.
///
/// @param name null if it has not said
/// @param version null if it has not said
/// @param extensions of their protocol that it supports, by name
public record HostClient(@Nullable String name, @Nullable String version, JsonObject extensions) {}
