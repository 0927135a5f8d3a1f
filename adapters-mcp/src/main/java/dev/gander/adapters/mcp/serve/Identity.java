package dev.gander.adapters.mcp.serve;

import java.nio.file.Path;

/// What a served extension says of itself, and where it works.
///
/// @param folder for calls whose client names none
public record Identity(String name, String version, Path folder) {}
