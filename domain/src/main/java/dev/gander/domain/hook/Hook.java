package dev.gander.domain.hook;

import java.nio.file.Path;
import java.time.Duration;

/// A command that runs on an event.
///
/// @param plugin the name of the plugin that it belongs to
/// @param root the plugin's folder, absolute
/// @param command for the system's shell; `${PLUGIN_ROOT}` stands for the plugin's folder
/// @param limit then it is ended
public record Hook(
    String plugin,
    Path root,
    HookEvent event,
    HookMatcher matcher,
    String command,
    Duration limit) {
  public static final Duration USUAL_LIMIT = Duration.ofSeconds(30);
}
