package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Starts one process of each kind through the image, and looks at the environment that it has.
class ChildEnvironmentIT {
  private static final Map<String, String> SECRETS =
      Map.of(
          "OPENAI_API_KEY", "key-of-openai",
          "LITELLM_CUSTOM_HEADERS", "x-login=litellm",
          "MINE_LOGIN", "login-of-mine",
          "GITHUB_TOKEN", "token-of-github",
          "ANTHROPIC_API_KEY", "key-of-anthropic");

  /// A provider of the user's, whose key does not look like one.
  private static final String MINE =
      """
      {"name": "mine", "engine": "openai", "display_name": "Mine", "api_key_env": "MINE_LOGIN",
       "base_url": "http://localhost:9/v1", "models": [{"name": "m", "context_limit": 1000}]}""";

  @TempDir Path root;

  @Test
  void processesGetTheSecretsThatTheyNameAndNoOthers() throws Exception {
    try (ImageServer server = server(Map.of())) {
      String session = server.newSession(root);
      assertEquals(Map.of(), ofCommand(server, session));
      assertEquals(
          Map.of(
              "GITHUB_TOKEN", "token-of-github",
              "MINE_LOGIN", "login-of-mine",
              "OPENAI_API_KEY", "its own"),
          ofExtension(server, session));
    }
    try (ImageServer server = server(withAgent())) {
      server.answer(server.newSession(root), "hello");
      assertEquals(Map.of("ANTHROPIC_API_KEY", "key-of-anthropic"), seen());
    }
  }

  @Test
  void theServersKeyStaysHereAlsoIfEverythingElseIsInherited() throws Exception {
    Map<String, String> own = new TreeMap<>(SECRETS);
    own.put("OPENAI_API_KEY", "its own");
    try (ImageServer server = server(Map.of("GANDER_CHILD_ENV", "inherit"))) {
      String session = server.newSession(root);
      assertEquals(SECRETS, ofCommand(server, session));
      assertEquals(own, ofExtension(server, session));
    }
  }

  private ImageServer server(Map<String, String> more) throws IOException {
    Path providers = root.resolve("config/custom_providers");
    Files.createDirectories(providers);
    Files.writeString(providers.resolve("mine.json"), MINE);
    Map<String, String> variables = new TreeMap<>(SECRETS);
    variables.putAll(more);
    return ImageServer.start(root, variables);
  }

  private Map<String, String> withAgent() throws IOException {
    return Map.of(
        "GOOSE_PROVIDER", "claude-code",
        "GOOSE_MODEL", "default",
        "CLAUDE_CODE_COMMAND", telling("claude").toString());
  }

  private Map<String, String> ofCommand(ImageServer server, String session) throws Exception {
    String script = telling("command").toString();
    server.answer(session, "!tool shell {\"command\":\"%s; true\"}".formatted(script));
    return seen();
  }

  /// It ends at once, and so does not start as an extension.
  private Map<String, String> ofExtension(ImageServer server, String session) throws Exception {
    int status =
        server
            .send(
                "POST",
                "/agent/add_extension",
                """
                {"session_id": "%s", "config": {"type": "stdio", "name": "telling", "description": "",
                 "cmd": "%s", "args": [], "envs": {"OPENAI_API_KEY": "its own"},
                 "env_keys": ["GITHUB_TOKEN", "MINE_LOGIN", "GOOSE_SERVER__SECRET_KEY"]}}"""
                    .formatted(session, telling("extension")))
            .statusCode();
    assertEquals(424, status);
    return seen();
  }

  /// A program that writes down its environment, and fails.
  private Path telling(String name) throws IOException {
    Path script = root.resolve(name);
    Files.writeString(script, "#!/bin/sh\nenv > '%s'\nexit 1\n".formatted(told()));
    assertTrue(script.toFile().setExecutable(true));
    return script;
  }

  private Path told() {
    return root.resolve("environment");
  }

  /// The secrets that the last process found.
  private Map<String, String> seen() throws IOException {
    List<String> lines = Files.readAllLines(told());
    Files.delete(told());
    assertTrue(lines.contains("GOOSE_PATH_ROOT=" + root), lines::toString);
    Map<String, String> seen = new TreeMap<>();
    for (String line : lines) {
      String[] parts = line.split("=", 2);
      if (SECRETS.containsKey(parts[0]) || parts[0].equals("GOOSE_SERVER__SECRET_KEY")) {
        seen.put(parts[0], parts[1]);
      }
    }
    return seen;
  }
}
