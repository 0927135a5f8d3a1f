package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The official clients of the Agent Client Protocol with the image, over each transport that they
/// have: they do what editors do, and all that we send is compared with the protocol's schema; and
/// goose's own client, with what Desktop sends. One server for all; those on stdio start their own.
/// 66 s.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
class AcpClientsIT {
  private static final Path SCRIPTS = NodeTools.ROOT.resolve("contract/acp");

  @TempDir static Path root;

  private final List<Process> processes = new ArrayList<>();
  private final Map<String, String> variables = new HashMap<>();
  private ClientProject npm;
  private ClientProject python;
  private ImageServer server;

  @BeforeAll
  void start() throws Exception {
    NodeTools.require();
    npm = ClientProject.of("contract/acp");
    npm.install(
        "package-lock.json",
        List.of(List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")));
    variables.putAll(NodeTools.model(processes::add));
    variables.put("PATH", System.getenv("PATH"));
    variables.put("GOOSE_DISABLE_KEYRING", "true");
    server = ImageServer.start(Files.createDirectories(root.resolve("server")), variables);
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
    processes.forEach(Process::destroyForcibly);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ws", "http", "stdio"})
  void theTypeScriptClientIsServed(String transport) throws Exception {
    Path work = work("typescript-" + transport);

    judge(run(work, "node", SCRIPTS.resolve("typescript.mjs"), transport, target(transport), work));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ws", "http", "stdio"})
  void thePythonClientIsServed(String transport) throws Exception {
    if (python == null) {
      python = ClientProject.of("contract/acp/python-client");
      python.installPython();
    }
    Path work = work("python-" + transport);
    Path frames = work.resolve("frames");
    Path program = python.folder().resolve("venv/bin/python");
    Path script = SCRIPTS.resolve("python-client/client.py");

    List<String> lines = run(work, program, script, transport, target(transport), work, frames);
    judge(Stream.concat(lines.stream(), wire(frames).stream()).toList());
  }

  @Test
  void theJavaClientIsServedOverAWebSocket() throws Exception {
    Path work = work("java-ws");
    try (AcpJavaClient client = AcpJavaClient.overSocket(server.address() + "/acp?token=key")) {
      client.check(work, NodeTools.ROOT);
      judge(wire(client.frames(work.resolve("frames"))));
    }
  }

  @Test
  void theJavaClientIsServedOnStdio() throws Exception {
    Path work = work("java-stdio");
    try (AcpJavaClient client = AcpJavaClient.onStdio(target("stdio"), environment(work))) {
      client.check(work, NodeTools.ROOT);
      judge(wire(client.frames(work.resolve("frames"))));
    }
  }

  /// Its lock file names no programs of goose for other systems, which `npm ci` wants.
  @Test
  void theWindowsOfDesktopAreServed() throws Exception {
    ClientProject desktop = ClientProject.of("contract/acp/desktop");
    desktop.install(
        "package-lock.json",
        List.of(
            List.of(
                "npm",
                "install",
                "--no-save",
                "--omit=optional",
                "--legacy-peer-deps",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund")));
    Path work = work("desktop");

    List<String> lines =
        run(
            work,
            Map.of("ACP_PACKAGES", desktop.folder().toString()),
            "node",
            SCRIPTS.resolve("desktop/desktop.mjs"),
            server.address(),
            work.toRealPath());

    assertEquals(List.of(), failed(lines), () -> String.join("\n", lines));
    assertEquals(11, lines.size(), lines::toString);
  }

  /// `contract/acp/differences-152.json` has the reasons for what differs.
  @Test
  void goose152AnswersTheSameButForWhatIsExplained() throws Exception {
    RealGoose.require();
    Path work = work("side-by-side");
    Path files = Files.createDirectories(root.resolve("goose"));
    try (GooseServer goose = new RealGoose(files, variables).serve()) {
      List<String> lines =
          run(
              work,
              "node",
              SCRIPTS.resolve("side-by-side.mjs"),
              server.address(),
              goose.address(),
              work);
      assertEquals(List.of("ok 48 calls"), lines, () -> String.join("\n", lines));
    }
  }

  private static Path work(String name) throws IOException {
    return Files.createDirectories(root.resolve(name));
  }

  private String target(String transport) {
    return transport.equals("stdio")
        ? NodeTools.IMAGE.resolve("bin/goosed").toString()
        : server.address() + "/acp";
  }

  /// Each program on stdio has files of its own.
  private Map<String, String> environment(Path work) {
    Map<String, String> environment = new HashMap<>(variables);
    environment.putAll(NodeTools.SHORT_LIVED);
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("HOME", work.toString());
    environment.put("GOOSE_PATH_ROOT", work.resolve("root").toString());
    environment.put("ACP_KEY", "key");
    environment.put("ACP_PACKAGES", npm.folder().toString());
    return environment;
  }

  private List<String> wire(Path frames) throws IOException, InterruptedException {
    return run(frames.getParent(), "node", SCRIPTS.resolve("frames.mjs"), frames);
  }

  private List<String> run(Path work, Object... command) throws IOException, InterruptedException {
    return run(work, Map.of(), command);
  }

  /// The lines that a program writes.
  private List<String> run(Path work, Map<String, String> more, Object... command)
      throws IOException, InterruptedException {
    Path log = work.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(Stream.of(command).map(Object::toString).toList())
            .directory(work.toFile())
            .redirectError(work.resolve("errors").toFile())
            .redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment(work));
    builder.environment().putAll(more);
    Process process = builder.start();
    processes.add(process);
    process.waitFor();
    return Files.readAllLines(log, StandardCharsets.UTF_8);
  }

  private static List<String> failed(List<String> lines) {
    return lines.stream().filter(line -> !line.startsWith("ok ")).toList();
  }

  private static void judge(List<String> lines) {
    List<String> failed = failed(lines);

    assertEquals(List.of(), failed, () -> String.join("\n", failed));
    assertTrue(lines.contains("ok wire") || lines.getLast().startsWith("ok wire"), lines::toString);
  }
}
