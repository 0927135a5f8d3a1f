package dev.gander.adapters.bundled.computer;

import dev.gander.adapters.bundled.server.Declarations;
import dev.gander.adapters.bundled.server.ToolServer;
import dev.gander.adapters.bundled.server.ToolWork;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.BundledServers.Surroundings;
import dev.gander.domain.extension.DocumentTools;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.Resource;
import dev.gander.domain.extension.ResourceContent;
import dev.gander.domain.tool.Tool;
import dev.gander.process.ChildRecords;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Pages from the web, scripts, office documents, and the files that these leave, which are
/// resources.
public final class ComputerController {
  private static final List<Tool> TOOLS = Declarations.tools(ComputerController.class);

  private final SavedFiles files;
  private final Map<String, ToolWork> work = new HashMap<>();

  public ComputerController(Surroundings surroundings) {
    boolean windows = surroundings.osName().startsWith("Windows");
    files =
        new SavedFiles(surroundings.cache().resolve("computer_controller"), surroundings.clock());
    ScriptRun runs =
        new ScriptRun(
            surroundings.children(),
            surroundings.loginPath(),
            ChildRecords.in(surroundings.state()));
    work.put("web_scrape", new WebScrapeTool(files, surroundings.children()::find));
    work.put("cache", new CacheTool(files));
    work.put(
        "automation_script",
        new ScriptTool(
            runs, files, given -> ScriptLanguage.named(given.text("language"), windows)));
    DocumentTools.Folders folders = new DocumentTools.Folders(files.folder(), surroundings.state());
    for (String tool : DocumentTools.NAMES) {
      work.put(tool, invocation -> surroundings.documents().call(invocation, folders));
    }
    if (hasDesktop(surroundings)) {
      work.put("computer_control", new ScriptTool(runs, files, _ -> ScriptLanguage.shell(windows)));
    }
  }

  /// goosed 1.36 leaves the tool out where Linux shows no desktop.
  private static boolean hasDesktop(Surroundings surroundings) {
    return !surroundings.osName().startsWith("Linux")
        || surroundings.children().find("DISPLAY").isPresent()
        || surroundings.children().find("WAYLAND_DISPLAY").isPresent();
  }

  public Extension start(Duration limit) {
    return new Server(limit);
  }

  private final class Server extends ToolServer {
    Server(Duration limit) {
      super(
          TOOLS.stream().filter(tool -> work.containsKey(tool.name())).toList(),
          work,
          new String(
              Declarations.bytes(ComputerController.class, "instructions.md"),
              StandardCharsets.UTF_8),
          limit);
    }

    @Override
    public boolean hasResources() {
      return true;
    }

    @Override
    public List<Resource> listResources() {
      return files.all().stream()
          .map(file -> new Resource(uri(file), file.getFileName().toString()))
          .toList();
    }

    @Override
    public List<ResourceContent> readResource(String uri) {
      Path file =
          files.all().stream()
              .filter(saved -> uri(saved).equals(uri))
              .findFirst()
              .orElseThrow(() -> ExtensionException.notFound("Resource not found: " + uri));
      return List.of(new ResourceContent.Text(uri, "text/plain", SavedFiles.text(file), null));
    }
  }

  private static String uri(Path file) {
    URI uri = file.toUri();
    return uri.toString();
  }
}
