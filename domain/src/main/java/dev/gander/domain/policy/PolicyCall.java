package dev.gander.domain.policy;

import dev.gander.domain.json.JsonObject;
import java.nio.file.Path;

/// A call of a tool, as rules see it.
///
/// @param extension its key; empty if it belongs to none
/// @param tool the extension's own name for it
/// @param name its public name
/// @param folder absolute; where relative paths begin
public record PolicyCall(
    String extension, String tool, String name, JsonObject arguments, Path folder) {}
