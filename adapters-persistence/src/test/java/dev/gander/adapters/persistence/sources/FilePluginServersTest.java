package dev.gander.adapters.persistence.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.PluginServers;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.extension.PluginServersContract;
import dev.gander.testkit.store.InMemorySettings;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilePluginServersTest implements PluginServersContract {
  @TempDir Path folder;
  private final InMemorySettings settings = new InMemorySettings();
  private final Map<String, JsonObject> put = new HashMap<>();
  private PluginServers servers;

  @BeforeEach
  void open() {
    var paths =
        GoosePaths.of(
            Map.of("HOME", folder.toString(), "GOOSE_PATH_ROOT", folder.resolve("root").toString()),
            "Linux",
            folder);
    servers = new FilePluginServers(new PluginFolders(paths, folder.resolve("server"), settings));
  }

  @Override
  public PluginServers pluginServers() {
    return servers;
  }

  @Override
  public void putServer(String plugin, String server, String command, List<String> arguments) {
    JsonObject entry =
        JsonObject.of("command", Json.of(command)).with("args", JsonArray.of(arguments, Json::of));
    put.merge(
        plugin,
        JsonObject.of(server, entry),
        (before, added) -> JsonObject.builder().putAll(before).putAll(added).build());
    write(plugin, ".mcp.json", JsonText.write(JsonObject.of("mcpServers", put.get(plugin))));
  }

  private Path plugin(String name) {
    return folder.resolve("root/.agents/plugins").resolve(name);
  }

  private Path write(String plugin, String file, String text) {
    try {
      Path written = plugin(plugin).resolve(file);
      Files.createDirectories(written.getParent());
      return Files.writeString(written, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String servers(String... names) {
    return "{\"mcpServers\": {%s}}"
        .formatted(
            String.join(
                ", ",
                List.of(names).stream()
                    .map(it -> "\"" + it + "\": {\"command\": \"c\"}")
                    .toList()));
  }

  private List<String> names() {
    return servers.servers().stream().map(ExtensionConfig::name).toList();
  }

  @Test
  void aServerKnowsTheFolderOfItsPlugin() {
    write(
        "p",
        ".mcp.json",
        """
        {"mcpServers": {"db": {
          "command": "${PLUGIN_ROOT}/serve", "args": ["--at", "${PLUGIN_ROOT}/x", "${HOME}"],
          "env": {"DB": "${PLUGIN_ROOT}/db"}, "cwd": "${PLUGIN_ROOT}"}}}
        """);
    String root = plugin("p").toString();

    assertEquals(
        List.of(
            new ExtensionConfig.Stdio(
                "p:db",
                "",
                root + "/serve",
                List.of("--at", root + "/x", "${HOME}"),
                Map.of("PLUGIN_ROOT", root, "DB", root + "/db"),
                List.of(),
                300L,
                root,
                false,
                List.of(),
                JsonObject.EMPTY)),
        servers.servers());
  }

  @Test
  void aManifestNamesMoreFilesOrOthersOrHasTheServers() {
    for (String plugin : List.of("list", "more", "others")) {
      write(plugin, ".mcp.json", servers("usual"));
      write(plugin, "more.json", servers("more", "usual"));
    }
    write("list", ".plugin/plugin.json", "{\"mcpServers\": [\"./more.json\", \"./none.json\"]}");
    write("more", "plugin.json", "{\"mcpServers\": \"./more.json\"}");
    write(
        "others",
        ".goose-plugin/plugin.json",
        "{\"mcpServers\": {\"paths\": \"./more.json\", \"exclusive\": true}}");
    write("within", ".plugin/plugin.json", servers("own"));

    assertEquals(
        List.of(
            "list:more",
            "list:usual",
            "more:more",
            "more:usual",
            "others:more",
            "others:usual",
            "within:own"),
        names());
  }

  @Test
  void aPluginThatIsDisabledHasNone() {
    putServer("off", "x", "c", List.of());
    settings.put(
        "plugins",
        JsonObject.of(plugin("off").toString(), JsonObject.of("enabled", Json.of(false))));

    assertEquals(List.of(), names());
  }

  /// A remote server is not a program, as for goose.
  @Test
  void whatIsNotAProgramIsLeftOutAlone() {
    write(
        "p",
        ".mcp.json",
        """
        {"mcpServers": {
          "remote": {"type": "http", "url": "https://x"}, "text": "c", "blank": {"command": " "},
          "list": {"command": ["c"]}, "args": {"command": "c", "args": "x"}, "": {"command": "c"},
          "env": {"command": "c", "env": {"A": 1}}, "fine": {"command": "c", "more": 1}}}
        """);

    assertEquals(List.of("p:fine"), names());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "../q/.mcp.json", "./../q/.mcp.json", "more.json"})
  void aManifestThatLeadsElsewhereCostsItsPluginOnly(String path) {
    write("p", ".mcp.json", servers("x"));
    write("p", "more.json", servers("x"));
    write("p", "plugin.json", "{\"mcpServers\": \"%s\"}".formatted(path));
    write("q", ".mcp.json", servers("x"));

    assertEquals(List.of("q:x"), names());
  }

  @Test
  void aFileThatCannotBeUnderstoodCostsItsPluginOnly() throws IOException {
    write("broken", ".mcp.json", "{\"mcpServers\": {");
    write("list", ".mcp.json", "[]");
    write("number", ".mcp.json", "{\"mcpServers\": 1}");
    write("latin1", "x", "");
    Files.write(plugin("latin1").resolve(".mcp.json"), new byte[] {'"', (byte) 0xe4, '"'});
    Files.createDirectories(plugin("folder").resolve(".mcp.json"));
    Files.createDirectories(plugin("device"));
    Files.createSymbolicLink(plugin("device").resolve(".mcp.json"), Path.of("/dev/zero"));
    try (var huge = new RandomAccessFile(write("huge", ".mcp.json", "").toFile(), "rw")) {
      huge.setLength(1L << 30);
    }
    write("fine", ".mcp.json", servers("x"));

    assertEquals(List.of("fine:x"), names());
  }
}
