package dev.gander.bootstrap;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Thousands of requests made up from the description that the server gives of itself: each answer
/// has a status, a content type and a form that the description lists, and none is a failure of the
/// server. `contract/fuzz/known.json` lists what is found nevertheless.
class FuzzedApiIT {
  @TempDir Path root;

  @Test
  void theServerKeepsToItsDescription() throws Exception {
    ClientProject project = ClientProject.of("contract/fuzz");
    project.installPython();

    try (ImageServer server = ImageServer.start(root, harmless())) {
      project.run("venv/bin/python", "fuzz.py", server.address(), "key");
    }
  }

  /// Requests may name any program and any host: there are none.
  private Map<String, String> harmless() throws Exception {
    Path hosts = Files.writeString(root.resolve("hosts"), "127.0.0.1 localhost\n");
    return Map.of(
        "GANDER_JAVA_HOME",
        System.getProperty("java.home"),
        "GOOSED_JAVA_OPTS",
        NodeTools.SHORT_LIVED.get("GOOSED_JAVA_OPTS") + " -Djdk.net.hosts.file=" + hosts,
        "PATH",
        Files.createDirectory(root.resolve("nothing")).toString(),
        "UV_OFFLINE",
        "1",
        "GANDER_OFFLINE",
        "1");
  }
}
