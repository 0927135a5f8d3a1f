package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `examples/clients` promises: the usual generators make clients from the description that
/// the server gives of itself, and these talk to it, event streams and approvals included.
class GeneratedClientsIT {
  private static final List<String> CONVERSATION =
      List.of(
          "reply: Hello from the script",
          "events: Hello from the script",
          "stored:",
          "  !say Hello from the script",
          "  Hello from the script",
          "  !say Hello from the script",
          "  Hello from the script",
          "asked: shell",
          "approved: The tool has answered");

  private static final Map<String, String> ASKING = Map.of("GOOSE_MODE", "approve");

  @TempDir Path root;

  @Test
  void aPythonClientIsGeneratedAndTalks() throws Exception {
    ClientProject project = ClientProject.of("examples/clients/python");
    project.installPython();
    project.delete("goosed_client");

    try (ImageServer server = ImageServer.start(root, ASKING)) {
      description(server, project);
      project.run(
          "venv/bin/openapi-python-client",
          "generate",
          "--path=openapi.json",
          "--config=generator.yaml",
          "--meta=none",
          "--output-path=goosed_client",
          "--fail-on-warning");

      assertEquals(
          CONVERSATION,
          project.run("venv/bin/python", "talk.py", server.address(), "key", root.toString()));
    }
  }

  @Test
  void aTypeScriptClientIsGeneratedAndTalks() throws Exception {
    ClientProject project = ClientProject.of("examples/clients/typescript");
    project.require(
        "Node 20.19 is needed",
        "node",
        "-e",
        "const [major, minor] = process.versions.node.split('.').map(Number);"
            + "process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)");
    project.install(
        "package-lock.json",
        List.of(List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")));
    project.delete("goosed-client");
    project.delete("build");

    try (ImageServer server = ImageServer.start(root, ASKING)) {
      description(server, project);
      project.run("npm", "run", "generate");
      project.run("npm", "run", "build");

      assertEquals(
          CONVERSATION,
          project.run("node", "build/talk.js", server.address(), "key", root.toString()));
    }
  }

  @Test
  void aJavaClientIsGeneratedAndTalks() throws Exception {
    ClientProject project = ClientProject.of("examples/clients/java");
    project.delete("target");

    try (ImageServer server = ImageServer.start(root, ASKING)) {
      description(server, project);
      maven(project, "compile");

      assertEquals(
          List.of(
              "reply: Hello from the script",
              "stored:",
              "  !say Hello from the script",
              "  Hello from the script",
              "asked: shell",
              "approved: The tool has answered"),
          maven(
              project,
              "exec:java",
              "-Dexec.args=" + server.address() + " key " + root.toAbsolutePath()));
    }
  }

  /// What a program prints; Maven ends lines with control sequences for terminals.
  private static List<String> maven(ClientProject project, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                NodeTools.ROOT.resolve("gander").toString(),
                "mvn",
                "--quiet",
                "-Dmaven.repo.local=" + System.getProperty("maven.repository")));
    command.addAll(List.of(arguments));
    return project.run(command.toArray(String[]::new)).stream()
        .map(line -> line.replaceAll("\u001B\\[[0-9;]*m", ""))
        .filter(line -> !line.isBlank())
        .toList();
  }

  private static void description(ImageServer server, ClientProject project)
      throws IOException, InterruptedException {
    Files.writeString(
        project.folder().resolve("openapi.json"), server.send("GET", "/openapi.json", "").body());
  }
}
