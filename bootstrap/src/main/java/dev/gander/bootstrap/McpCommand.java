package dev.gander.bootstrap;

import dev.gander.adapters.mcp.serve.Identity;
import dev.gander.adapters.mcp.serve.StdioService;
import dev.gander.application.api.program.Chore.BundledServer;
import dev.gander.bootstrap.logs.Logs;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionHost;
import dev.gander.domain.extension.SamplingAnswer;
import dev.gander.domain.extension.SamplingRequest;
import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.observe.Unobserved;
import dev.gander.domain.session.SessionId;
import dev.gander.process.ChildRecords;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// `goosed mcp NAME`: serves one bundled extension to another program on stdin and stdout, until
/// that closes stdin. stdout gets nothing but the protocol.
final class McpCommand {
  private final Environment environment;
  private final String name;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  McpCommand(
      Environment environment,
      BundledServer server,
      InputStream in,
      PrintStream out,
      PrintStream err) {
    this.environment = environment;
    this.name = server.label();
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /// Returns after everything is closed.
  ///
  /// @throws ExtensionException if the extension cannot be started
  /// @throws IOException if the client sends a message without an end
  void run() throws IOException, InterruptedException {
    // A library that prints would break the protocol.
    System.setOut(err);
    KnownSecrets secrets = KnownSecrets.of(environment.variables());
    Logs.install(environment.logs(), "mcp-" + name, err, secrets::hiddenIn);
    ChildRecords children = ChildRecords.in(environment.paths().state());
    try (Resources resources = new Resources();
        EndOfChildren _ = EndOfChildren.prepare(children);
        Extension extension = start(resources, secrets)) {
      Identity identity =
          new Identity("goose-" + name, ProgramVersion.ofGoosed(), environment.workingDir());
      new StdioService(identity, extension, out).serve(in);
    }
  }

  private Extension start(Resources resources, KnownSecrets secrets) throws InterruptedException {
    Stores stores =
        Stores.of(environment, resources, () -> UUID.randomUUID().toString(), Unobserved.INSTANCE);
    ApplicationPorts ports =
        new ApplicationPorts(
            environment,
            resources,
            () -> UUID.randomUUID().toString(),
            stores,
            null,
            secrets,
            HandedIn.NOTHING,
            Unobserved.INSTANCE);
    ExtensionConfig config =
        new ExtensionConfig.Builtin(name, "", null, null, null, List.of(), JsonObject.EMPTY);
    return ports.bundled().connect(config, new Client(environment.workingDir()));
  }

  /// A session of which nothing is known, with nobody to ask.
  private record Client(Path workingDir) implements ExtensionHost {
    @Override
    public SessionId sessionId() {
      return new SessionId("");
    }

    @Override
    public Optional<String> container() {
      return Optional.empty();
    }

    @Override
    public SamplingAnswer sample(SamplingRequest request) {
      throw new ExtensionException("there is no model to ask here", null);
    }

    @Override
    public Elicited elicit(String message, Json requestedSchema) {
      throw new ExtensionException("nobody can be asked here", null);
    }

    @Override
    public void toolsChanged() {
      // They do not change.
    }
  }
}
