package dev.gander.adapters.mcp.developer;

import dev.gander.adapters.mcp.developer.edit.EditTool;
import dev.gander.adapters.mcp.developer.edit.TextFiles;
import dev.gander.adapters.mcp.developer.edit.WriteTool;
import dev.gander.adapters.mcp.developer.image.ReadImageTool;
import dev.gander.adapters.mcp.developer.shell.LoginShellPath;
import dev.gander.adapters.mcp.developer.shell.OutputFiles;
import dev.gander.adapters.mcp.developer.shell.Shell;
import dev.gander.adapters.mcp.developer.shell.ShellTool;
import dev.gander.adapters.mcp.developer.tool.DeveloperTool;
import dev.gander.adapters.mcp.developer.tree.TreeTool;
import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.extension.BundledServers;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConnector;
import dev.gander.domain.extension.ExtensionHost;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.process.ChildRecords;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Starts the extension `developer`, configured as `platform` or as `builtin`. Starting it costs
/// next to nothing: no process, no file. Any thread.
public final class DeveloperConnector implements ExtensionConnector {
  private static final ExtensionKey KEY = new ExtensionKey("developer");

  private final Map<String, String> environment;
  private final ChildEnvironment children;
  private final ChildRecords records;
  private final boolean windows;
  private final Path temp;
  private final LoginShellPath loginPath;
  private final boolean listsImages;

  /// @param environment `GOOSE_SHELL` names another shell
  /// @param children the environment of shell commands
  /// @param records where they are recorded while they run
  /// @param osName the system property `os.name`
  /// @param temp where the folder for long outputs is created
  public DeveloperConnector(
      Map<String, String> environment,
      ChildEnvironment children,
      ChildRecords records,
      String osName,
      Path temp) {
    this(
        Map.copyOf(environment),
        children,
        records,
        osName.startsWith("Windows"),
        temp,
        new LoginShellPath(children, records, Shell.of(environment, osName.startsWith("Windows"))),
        false);
  }

  private DeveloperConnector(
      Map<String, String> environment,
      ChildEnvironment children,
      ChildRecords records,
      boolean windows,
      Path temp,
      LoginShellPath loginPath,
      boolean listsImages) {
    this.environment = environment;
    this.children = children;
    this.records = records;
    this.windows = windows;
    this.temp = temp;
    this.loginPath = loginPath;
    this.listsImages = listsImages;
  }

  /// A connector whose extensions also list `read_image`, as goosed does since 1.39. The tool can
  /// be called without this, too.
  public DeveloperConnector withImages() {
    return new DeveloperConnector(environment, children, records, windows, temp, loginPath, true);
  }

  /// The `PATH` that shell commands get; the user's terminal is asked for it once.
  public BundledServers.LoginPath loginPath() {
    return loginPath;
  }

  @Override
  public boolean connects(ExtensionConfig config) {
    return switch (config) {
      case ExtensionConfig.Platform platform -> platform.key().equals(KEY);
      case ExtensionConfig.Builtin builtin -> builtin.key().equals(KEY);
      case ExtensionConfig.Stdio _,
          ExtensionConfig.StreamableHttp _,
          ExtensionConfig.Frontend _,
          ExtensionConfig.InlinePython _,
          ExtensionConfig.Sse _ ->
          false;
    };
  }

  @Override
  public Extension connect(ExtensionConfig config, ExtensionHost host) {
    BundledServers.LoginPath path = pathFor(host);
    var files = new TextFiles();
    var outputs = new OutputFiles(temp);
    List<DeveloperTool> tools =
        Stream.of(
                new WriteTool(files),
                new EditTool(files),
                new ShellTool(Shell.of(environment, windows), children, records, path, outputs),
                new TreeTool(environment),
                new ReadImageTool())
            .toList();
    return new DeveloperExtension(tools, listsImages, Instructions.text(windows), outputs);
  }

  private BundledServers.LoginPath pathFor(ExtensionHost host) {
    if (host.client().isPresent() && !host.client().get().wantsLoginPath()) {
      return () -> null;
    }
    loginPath.startFinding();
    return loginPath;
  }
}
