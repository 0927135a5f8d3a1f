package dev.gander.domain.extension;

import dev.gander.domain.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// The program in which the user of a session sits, as extensions are told of it.
///
/// @param name null if it has not said
/// @param version null if it has not said
/// @param extensions of their protocol that it supports, by name
/// @param wantsLoginPath whether commands of the developer extension get the `PATH` of the user's
///   login shell; else they get ours, which an editor may have set up for the project
public record HostClient(
    @Nullable String name,
    @Nullable String version,
    JsonObject extensions,
    boolean wantsLoginPath) {}
