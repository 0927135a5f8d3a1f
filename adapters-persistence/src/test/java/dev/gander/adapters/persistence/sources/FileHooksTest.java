package dev.gander.adapters.persistence.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.hook.Hook;
import dev.gander.domain.hook.HookEvent;
import dev.gander.domain.hook.HookFiles;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.testkit.store.InMemorySettings;
import dev.gander.testkit.tool.HookFilesContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHooksTest implements HookFilesContract {
  @TempDir Path folder;
  private final InMemorySettings settings = new InMemorySettings();
  private final Map<String, List<String>> rules = new TreeMap<>();
  private HookFiles hooks;

  @BeforeEach
  void open() {
    var paths =
        GoosePaths.of(
            Map.of("HOME", folder.toString(), "GOOSE_PATH_ROOT", root().toString()),
            "Linux",
            folder);
    hooks = new FileHooks(new PluginFolders(paths, server(), settings));
  }

  private Path root() {
    return folder.resolve("root");
  }

  private Path server() {
    return folder.resolve("server");
  }

  @Override
  public HookFiles hookFiles() {
    return hooks;
  }

  @Override
  public void putHook(String plugin, HookEvent event, String matcher, String command) {
    rules
        .computeIfAbsent(plugin, _ -> new ArrayList<>())
        .add(
            "\"%s\", \"hooks\": [{\"type\": \"command\", \"command\": \"%s\"}]"
                .formatted(matcher, command));
    String all =
        String.join(
            ", ", rules.get(plugin).stream().map(it -> "{\"matcher\": " + it + "}").toList());
    users(plugin, "{\"hooks\": {\"%s\": [%s]}}".formatted(event.wire(), all));
  }

  @Test
  void aHookHasItsPluginsFolderAndHalfAMinute() {
    users("a", stop("{\"type\": \"command\", \"command\": \"x\"}"));

    Hook hook = hooks.hooks().getFirst();

    assertEquals(root().resolve(".agents/plugins/a"), hook.root());
    assertEquals(Duration.ofSeconds(30), hook.limit());
  }

  @Test
  void aTimeOutIsInSecondsAndHasABound() {
    users(
        "a",
        stop(
            """
            {"type": "command", "command": "1", "timeout": 5},
            {"type": "command", "command": "2", "timeout": 0.5},
            {"type": "command", "command": "3", "timeout": 0},
            {"type": "command", "command": "4", "timeout": "5"},
            {"type": "command", "command": "5", "timeout": 1e300}
            """));

    assertEquals(
        List.of("PT5S", "PT0.5S", "PT30S", "PT30S", "PT1H"),
        hooks.hooks().stream().map(hook -> hook.limit().toString()).toList());
  }

  /// One mistake does not take the other hooks with it.
  @Test
  void whatIsNoHookIsPassedOver() {
    users("broken", "{\"hooks\": [");
    users("list", "[]");
    users("binary", "\u0000");
    users(
        "mixed",
        """
        {"hooks": {"SessionStart": [{"hooks": [{"type": "command", "command": "cli"}]}],
         "PreCompact": [{"hooks": [{"type": "command", "command": "unknown"}]}],
         "Stop": [5, {"matcher": "(", "hooks": [{"type": "command", "command": "regex"}]},
          {"hooks": "no list"},
          {"hooks": [{"type": "prompt", "command": "type"}, {"type": "command"},
            {"type": "command", "command": " "}, {"type": "command", "command": "good"}]}]}}
        """);

    assertEquals(List.of("good"), commands());
  }

  @Test
  void pluginsOfTheServersFolderComeFirstAndCoverTheUsers() {
    users("a", stop("{\"type\": \"command\", \"command\": \"user's a\"}"));
    users("b", stop("{\"type\": \"command\", \"command\": \"user's b\"}"));
    write(
        server().resolve(".agents/plugins/b/hooks/hooks.json"),
        stop("{\"type\": \"command\", \"command\": \"server's b\"}"));

    assertEquals(List.of("server's b", "user's a"), commands());
  }

  @Test
  void theFirstFileThatMentionsAPluginDecides() {
    for (String plugin : List.of("a", "b", "c", "d", "e")) {
      users(plugin, stop("{\"type\": \"command\", \"command\": \"" + plugin + "\"}"));
    }
    Path project = server().resolve(".config/goose");
    write(project.resolve("settings.local.json"), "{\"enabledPlugins\": [\"a\"]}");
    write(project.resolve("settings.json"), "{\"disabledPlugins\": [\"a\", \"b\"]}");
    write(
        root().resolve("config/settings.json"),
        "{\"enabledPlugins\": {\"b\": true, \"c\": false, \"d\": true}}");
    settings.put("plugins", JsonObject.of(path("d"), off()).with(path("e"), off()));

    assertEquals(List.of("a", "d"), commands());
  }

  /// It may have switched off any of them.
  @Test
  void aSettingsFileThatCannotBeReadSwitchesPluginsOff() {
    users("a", stop("{\"type\": \"command\", \"command\": \"a\"}"));
    write(root().resolve("config/settings.json"), "{\"disabledPlugins\": [\"a\"");

    assertEquals(List.of(), commands());
  }

  private List<String> commands() {
    return hooks.hooks().stream().map(Hook::command).toList();
  }

  private String path(String plugin) {
    return root().resolve(".agents/plugins").resolve(plugin).toString();
  }

  private static JsonObject off() {
    return JsonObject.of("enabled", Json.of(false));
  }

  private static String stop(String hooks) {
    return "{\"hooks\": {\"Stop\": [{\"hooks\": [" + hooks + "]}]}}";
  }

  private void users(String plugin, String text) {
    write(Path.of(path(plugin)).resolve("hooks/hooks.json"), text);
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
