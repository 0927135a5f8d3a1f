package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rules of `policy.yaml` on the image, in mode `auto`.
class PolicyIT {
  private static final String RULES =
      """
      version: 1
      otherwise: allow
      deny:
        - name: no-rm
          command: rm *
      ask:
        - name: ask-before-moving
          command: mv *
      """;

  @TempDir Path root;

  @Test
  void aCommandIsDeniedAskedAboutOrAllowed() throws Exception {
    Path project = Files.createDirectories(root.resolve("project"));
    Path policy = Files.createDirectories(root.resolve("config")).resolve("policy.yaml");
    Path kept = Files.writeString(project.resolve("kept"), "x");
    try (ImageServer server = ImageServer.start(root, Map.of())) {
      String session = server.newSession(project);
      assertTrue(run(server, session, "echo free > one", true).contains("\"isError\":false"));

      Files.writeString(policy, RULES);
      String denied = run(server, session, "echo x; sh -c 'rm kept'", true);
      assertTrue(denied.contains("rule 'no-rm' (deny 1 in policy.yaml)"), denied);
      assertTrue(Files.exists(kept));

      run(server, session, "mv kept moved", false);
      assertTrue(Files.exists(kept));
      String asked = run(server, session, "mv kept moved", true);
      assertTrue(asked.contains("rule 'ask-before-moving' (ask 1 in policy.yaml)"), asked);
      assertTrue(Files.exists(project.resolve("moved")));

      run(server, session, "touch allowed", true);
      assertTrue(Files.exists(project.resolve("allowed")));

      JsonObject check =
          server.post(
              "/gander/v1/policy/check",
              "{\"command\": \"ls && sudo rm -rf /\", \"folder\": \"%s\"}".formatted(project));
      assertEquals("deny", check.text("verdict").orElseThrow());
      assertEquals(3, check.array("steps").orElseThrow().items().size());

      Files.writeString(policy, "dney:\n  - command: rm *\n");
      String refused = run(server, session, "touch never", true);
      assertTrue(refused.contains("line 1 column 1"), refused);
      assertFalse(Files.exists(project.resolve("never")));
      assertEquals(
          "broken",
          server
              .post("/gander/v1/policy/check", "{\"tool\": \"shell\"}")
              .text("policy")
              .orElseThrow());
    }
  }

  /// The events of a turn in which the model runs a command.
  ///
  /// @param allows what is answered if somebody is asked
  private static String run(ImageServer server, String session, String command, boolean allows)
      throws Exception {
    String call = JsonText.write(JsonObject.of("command", Json.of(command)));
    AtomicBoolean answered = new AtomicBoolean();
    try (Stream<JsonObject> events =
        server.reply(session, "!tool shell " + call + "\n---\n!say done")) {
      return events
          .map(JsonText::write)
          .peek(event -> answer(server, session, event, allows, answered))
          .collect(Collectors.joining("\n"));
    }
  }

  private static void answer(
      ImageServer server, String session, String event, boolean allows, AtomicBoolean answered) {
    if (!event.contains("actionRequired") || !answered.compareAndSet(false, true)) {
      return;
    }
    String id =
        event.replaceFirst("(?s).*\"actionType\":\"toolConfirmation\",\"id\":\"([^\"]*)\".*", "$1");
    String body =
        "{\"id\": \"%s\", \"action\": \"%s\", \"sessionId\": \"%s\"}"
            .formatted(id, allows ? "allow_once" : "deny_once", session);
    try {
      server.fresh().send("POST", "/action-required/tool-confirmation", body);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
