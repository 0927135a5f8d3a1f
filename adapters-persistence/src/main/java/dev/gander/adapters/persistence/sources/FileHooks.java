package dev.gander.adapters.persistence.sources;

import dev.gander.domain.hook.Hook;
import dev.gander.domain.hook.HookEvent;
import dev.gander.domain.hook.HookFiles;
import dev.gander.domain.hook.HookMatcher;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.lang.System.Logger.Level;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The hooks in the `hooks/hooks.json` of each plugin: `{"hooks": {EVENT: [{"matcher": …, "hooks":
/// [{"type": "command", "command": …}]}]}}`.
public final class FileHooks implements HookFiles {
  private static final System.Logger LOG = System.getLogger(FileHooks.class.getName());
  private static final BigDecimal LONGEST_SECONDS = BigDecimal.valueOf(3_600);

  private final PluginFolders plugins;

  public FileHooks(PluginFolders plugins) {
    this.plugins = plugins;
  }

  @Override
  public List<Hook> hooks() {
    return plugins.enabled().stream().flatMap(FileHooks::hooks).toList();
  }

  private static Stream<Hook> hooks(PluginFolders.Plugin plugin) {
    Path file = plugin.folder().resolve("hooks/hooks.json");
    if (!Files.exists(file)) {
      return Stream.empty();
    }
    try {
      JsonObject events =
          SourceText.yaml(SourceText.read(file)).object("hooks").orElse(JsonObject.EMPTY);
      return events.members().entrySet().stream().flatMap(event -> hooks(plugin, event));
    } catch (UnreadableSource e) {
      LOG.log(Level.WARNING, "plugin {0} has no hooks: {1}", plugin.name(), e.getMessage());
      return Stream.empty();
    }
  }

  private static Stream<Hook> hooks(PluginFolders.Plugin plugin, Map.Entry<String, Json> rules) {
    return HookEvent.read(rules.getKey()).stream()
        .flatMap(event -> objects(rules.getValue()).flatMap(rule -> hooks(plugin, event, rule)));
  }

  private static Stream<Hook> hooks(PluginFolders.Plugin plugin, HookEvent event, JsonObject rule) {
    Optional<HookMatcher> matcher = matcher(plugin, rule.get("matcher"));
    return matcher.stream()
        .flatMap(
            it ->
                objects(rule.get("hooks"))
                    .filter(hook -> hook.text("type").equals(Optional.of("command")))
                    .flatMap(hook -> hook(plugin, event, it, hook).stream()));
  }

  private static Optional<Hook> hook(
      PluginFolders.Plugin plugin, HookEvent event, HookMatcher matcher, JsonObject hook) {
    return hook.text("command")
        .filter(command -> !command.isBlank())
        .map(
            command ->
                new Hook(plugin.name(), plugin.folder(), event, matcher, command, limit(hook)));
  }

  /// Empty for a rule that can never be applied as its author meant it.
  private static Optional<HookMatcher> matcher(PluginFolders.Plugin plugin, @Nullable Json given) {
    return switch (given) {
      case JsonString(String expression) -> {
        Optional<HookMatcher> parsed = HookMatcher.parse(expression);
        if (parsed.isEmpty()) {
          LOG.log(
              Level.WARNING,
              "plugin {0}: a hook is not used, since this is no regular expression: {1}",
              plugin.name(),
              expression);
        }
        yield parsed;
      }
      case null, default -> Optional.of(HookMatcher.ALL);
    };
  }

  /// `timeout` in seconds.
  private static Duration limit(JsonObject hook) {
    return hook.get("timeout") instanceof JsonNumber number && number.value().signum() > 0
        ? Duration.ofMillis(number.value().min(LONGEST_SECONDS).movePointRight(3).longValue())
        : Hook.USUAL_LIMIT;
  }

  private static Stream<JsonObject> objects(@Nullable Json list) {
    return list instanceof JsonArray array
        ? array.items().stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast)
        : Stream.empty();
  }
}
