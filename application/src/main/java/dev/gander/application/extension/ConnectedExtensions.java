package dev.gander.application.extension;

import dev.gander.domain.app.McpApp;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionHost;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.extension.ExtensionLoadResult;
import dev.gander.domain.extension.Prompt;
import dev.gander.domain.extension.PromptMessage;
import dev.gander.domain.extension.Resource;
import dev.gander.domain.extension.ResourceContent;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.json.Json;
import dev.gander.domain.provider.McpServer;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The extensions of one agent. Thread-safe; changes are serialized, while calls run concurrently
/// with them. An extension that has died is restarted on next use. After [#close()] there are no
/// extensions, and adding one throws [ExtensionException].
public final class ConnectedExtensions implements AutoCloseable {
  private final RosterKeeper keeper;
  private final ExtensionHost host;
  private final AtomicInteger uses = new AtomicInteger();
  private final AskableCalls calls = new AskableCalls();
  private final AtomicInteger reports = new AtomicInteger();
  private volatile Known known = new Known(ToolListing.EMPTY, 0);

  /// The latest listing, and how many changes had been reported when it began.
  private record Known(ToolListing listing, int reports) {}

  public ConnectedExtensions(ExtensionStarter starter, ExtensionHost host) {
    this.keeper = new RosterKeeper(starter, host);
    this.host = host;
  }

  /// An operation that may block.
  private interface Use<T> {
    T run() throws InterruptedException;
  }

  /// Starts extensions concurrently. One that is already loaded counts as success, whatever its
  /// configuration. A failure does not affect the others.
  ///
  /// @return the results in the order of `configs`
  /// @throws InterruptedException if interrupted; then none of them was loaded
  public List<ExtensionLoadResult> load(List<ExtensionConfig> configs) throws InterruptedException {
    return using(() -> keeper.load(configs));
  }

  /// Adds an extension or replaces the one with the same key. Does nothing if the configuration and
  /// secrets are unchanged and the extension is alive. The new one is ready before the old one is
  /// stopped; if it cannot be started, the old one stays.
  ///
  /// @throws ExtensionException if it cannot be started; the message is shown to the user
  public void add(ExtensionConfig config) throws InterruptedException {
    using(
        () -> {
          keeper.add(config);
          return config;
        });
  }

  /// Stops an extension; calls in progress fail. Does nothing if there is none with that key.
  public void remove(ExtensionKey key) throws InterruptedException {
    using(
        () -> {
          keeper.remove(key);
          return key;
        });
  }

  /// Stops an extension and starts it anew; also one that could not be started before.
  ///
  /// @return false if there is none with that key
  /// @throws ExtensionException if it cannot be started
  public boolean restart(ExtensionKey key) throws InterruptedException {
    return using(() -> keeper.restart(key));
  }

  /// Asks the user to log in to an extension, see
  /// [dev.gander.domain.extension.ExtensionConnector#logIn].
  ///
  /// @return whether there are logins for it; empty if there is none with that key
  /// @throws ExtensionException if the user does not log in, or cannot
  public Optional<Boolean> logIn(ExtensionKey key) throws InterruptedException {
    return using(() -> keeper.logIn(key));
  }

  /// Whether and how each extension runs, also those that could not be started.
  public List<ExtensionStatus> statuses() throws InterruptedException {
    return ExtensionStatus.of(keeper.current(), keeper.attempts());
  }

  /// The configurations of the loaded extensions, as given, in the order of loading.
  public List<ExtensionConfig> configs() {
    return keeper.current().configs();
  }

  /// The running extensions that another program could connect to as well. Those with
  /// `available_tools` or in the container are left out, since other programs would not respect
  /// that.
  public List<McpServer> servers() {
    return keeper.current().running().stream()
        .map(Roster.Running::resolved)
        .filter(config -> config.availableTools().isEmpty())
        .flatMap(config -> server(config).stream())
        .toList();
  }

  private Optional<McpServer> server(ExtensionConfig config) {
    String name = config.key().value();
    return switch (config) {
      case ExtensionConfig.Stdio _ when host.container().isPresent() -> Optional.empty();
      case ExtensionConfig.Stdio stdio ->
          Optional.of(
              new McpServer.Stdio(name, stdio.cmd(), stdio.args(), stdio.envs(), folder(stdio)));
      case ExtensionConfig.StreamableHttp http when http.socket() == null ->
          Optional.of(new McpServer.Http(name, http.uri(), http.headers()));
      case ExtensionConfig.StreamableHttp _,
          ExtensionConfig.Builtin _,
          ExtensionConfig.Platform _,
          ExtensionConfig.Frontend _,
          ExtensionConfig.InlinePython _,
          ExtensionConfig.Sse _ ->
          Optional.empty();
    };
  }

  private @Nullable Path folder(ExtensionConfig.Stdio stdio) {
    return stdio.cwd() == null ? null : host.workingDir().resolve(stdio.cwd());
  }

  public boolean isLoaded(ExtensionKey key) {
    return keeper.current().member(key) != null;
  }

  /// All tools under their public names, sorted: those of extensions and those of the client.
  /// Listed once per change of the extensions.
  public List<Tool> tools() throws InterruptedException {
    return listing().tools();
  }

  /// The tools that a model may see, including changes since the last listing.
  public List<Tool> toolsForModel() throws InterruptedException {
    boolean changed = known.reports() != reports.get();
    return (changed ? listed() : listing())
        .tools().stream().filter(tool -> tool.isVisibleTo("model")).toList();
  }

  /// Called when an extension reports that its tools have changed: the next turn lists them again.
  public void toolsChanged() {
    reports.incrementAndGet();
  }

  /// Finds what runs the tool with this public name. A name `KEY__TOOL` of a loaded extension is
  /// found even if the extension never listed it.
  ///
  /// @throws ExtensionException `NOT_FOUND` for an unknown tool and for one outside the extension's
  ///   `available_tools`
  public ToolRoute route(String publicName) throws InterruptedException {
    return new ToolRouting(keeper.current(), listing()).route(publicName);
  }

  /// Runs a tool of an extension. The result comes with the tool's panel, see [Panel].
  ///
  /// @throws ExtensionException if the extension is gone, answers with an error or does not answer
  ///   in time
  public ToolResult call(
      ToolRoute.ToExtension route, ToolInvocation invocation, ToolProgress progress)
      throws InterruptedException {
    return using(
        () -> {
          try (var _ = calls.begin(progress)) {
            Extension extension = alive(route.extension());
            return Panel.beside(extension.call(invocation, progress), route, extension);
          }
        });
  }

  /// Asks the user for an extension that has no call of its own under way.
  ///
  /// @throws ExtensionException if no other call is under way in this session, or there is no
  ///   answer in time
  public Elicited elicit(String message, Json requestedSchema) throws InterruptedException {
    return calls.elicit(message, requestedSchema);
  }

  /// The extensions' contributions to the system prompt, sorted by name. `{{WORKING_DIR}}` is
  /// substituted.
  public List<ExtensionInstructions> instructions() {
    return ExtensionInstructions.of(keeper.current(), host.workingDir());
  }

  /// The extensions' contributions to each turn's context.
  public List<String> turnContext() {
    return keeper.current().running().stream()
        .map(running -> running.extension().turnContext())
        .filter(Objects::nonNull)
        .toList();
  }

  /// The session has moved: tells the extensions, see [Extension#rootChanged].
  public void rootChanged() {
    keeper.current().running().forEach(running -> running.extension().rootChanged());
  }

  /// Whether any extension has resources.
  public boolean haveResources() {
    return keeper.current().running().stream().anyMatch(it -> it.extension().hasResources());
  }

  /// Resources, by extension, of those that have any and do not fail.
  public Map<ExtensionKey, List<Resource>> resources() throws InterruptedException {
    return using(
        () ->
            ExtensionLists.of(
                keeper.revived().running().stream()
                    .filter(running -> running.extension().hasResources())
                    .toList(),
                Extension::listResources));
  }

  /// The resources of one extension.
  ///
  /// @throws ExtensionException if no such extension is loaded, or it fails to list them
  public List<Resource> resources(ExtensionKey extension) throws InterruptedException {
    return using(() -> alive(extension).listResources());
  }

  /// The contents of a resource.
  ///
  /// @throws ExtensionException `INVALID_PARAMS` if no such extension is loaded, `NOT_FOUND` for an
  ///   unknown URI, or another failure of the extension
  public List<ResourceContent> readResource(String extension, String uri)
      throws InterruptedException {
    return using(() -> alive(ExtensionKey.of(extension)).readResource(uri));
  }

  /// Apps, by extension, for those that have resources. One that fails has none.
  public Map<ExtensionKey, List<McpApp>> apps() throws InterruptedException {
    return using(() -> ExtensionApps.of(keeper.current()));
  }

  /// Prompts, by extension, for those that have any. One that fails to list its prompts has none.
  public Map<ExtensionKey, List<Prompt>> prompts() throws InterruptedException {
    Map<ExtensionKey, List<Prompt>> all =
        using(() -> ExtensionLists.of(keeper.revived().running(), Extension::listPrompts));
    all.values().removeIf(List::isEmpty);
    return all;
  }

  /// The messages of a prompt.
  ///
  /// @throws ExtensionException if no such extension is loaded, or it fails to produce the prompt
  public List<PromptMessage> prompt(
      ExtensionKey extension, String name, Map<String, String> arguments)
      throws InterruptedException {
    return using(() -> alive(extension).getPrompt(name, arguments));
  }

  /// Whether a call or a change is in progress.
  public boolean isBusy() {
    return uses.get() > 0;
  }

  /// Stops all extensions; calls and changes in progress fail.
  @Override
  public void close() {
    keeper.close();
  }

  private ToolListing listing() throws InterruptedException {
    ToolListing latest = known.listing();
    return latest.version() == keeper.current().version() ? latest : listed();
  }

  /// A change that is reported meanwhile may not be in it: the next turn lists again.
  private ToolListing listed() throws InterruptedException {
    int before = reports.get();
    ToolListing fresh = using(() -> ToolListing.of(keeper.revived(), known.listing()));
    known = new Known(fresh, before);
    return fresh;
  }

  private Extension alive(ExtensionKey key) throws InterruptedException {
    return keeper.alive(key).orElseThrow(() -> unknownExtension(key));
  }

  private ExtensionException unknownExtension(ExtensionKey key) {
    String loaded =
        keeper.current().running().stream()
            .map(running -> running.config().key().value())
            .collect(Collectors.joining(", "));
    return ExtensionException.invalidParams(
        "Extension '" + key + "' not found. Here are the available extensions: " + loaded);
  }

  private <T> T using(Use<T> use) throws InterruptedException {
    uses.incrementAndGet();
    try {
      return use.run();
    } finally {
      uses.decrementAndGet();
    }
  }
}
