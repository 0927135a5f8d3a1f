package dev.gander.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content.ToolResponse;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.message.MessageJson.Reading;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolResult;
import dev.gander.json.jackson.JsonText;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The image on Windows, as far as Wine is one: with its JVM, paths, command lines and jobs.
@EnabledOnOs(
    value = OS.LINUX,
    architectures = "amd64",
    disabledReason = "the Java for Windows is for this processor, and Wine is looked at by /proc")
class WindowsIT {
  private static final String PROGRAM = "dev.gander.bootstrap.windows.ToldArguments";

  /// What command lines of Windows make something else of. (Variables, which scripts would see
  /// filled in, are not tried: Wine fills them in another way.)
  private static final List<String> UNKIND =
      List.of(
          "a b",
          "",
          "{\"a\": \"b c\"}",
          "C:\\a b\\",
          "\\\"",
          "x & echo y",
          "a|b<c>d^e",
          "!x!",
          "ä€",
          "\"whole\"",
          "--flag=1,2;3");

  private static WindowsMachine windows;
  private static Path root;
  private static Path programs;
  private static ImageServer server;

  @BeforeAll
  static void start() throws Exception {
    windows = WindowsMachine.start();
    root = windows.home();
    programs = Files.createDirectory(root.resolve("my programs"));
    Files.writeString(programs.resolve("told.cmd"), "@" + javaCommand() + " %*\r\n");
    // As npm writes them.
    Files.writeString(programs.resolve("told"), "#!/bin/sh\nexit 1\n");
    server = windows.server(Files.createDirectory(root.resolve("server")), programs);
  }

  @AfterAll
  static void stop() throws Exception {
    if (windows != null) {
      windows.stop();
    }
  }

  private static String javaCommand() {
    Path classes = Path.of("target/test-classes");
    return "\"%s\" -cp \"%s\" %s".formatted(windows.java(), windows.path(classes), PROGRAM);
  }

  @Test
  void aScriptIsFoundByItsNameAndGetsItsArgumentsAsTheyAre() throws Exception {
    assertEquals(UNKIND, told("told", UNKIND));
  }

  @Test
  void aProgramGetsItsArgumentsAsTheyAre() throws Exception {
    List<String> java = List.of("-cp", windows.path(Path.of("target/test-classes")), PROGRAM);
    assertEquals(
        UNKIND, told(windows.java(), Stream.concat(java.stream(), UNKIND.stream()).toList()));
  }

  private static List<String> told(String program, List<String> arguments) throws Exception {
    String session = newSession(server);
    server.post(
        "/agent/add_extension",
        JsonText.write(
            JsonObject.builder()
                .put("session_id", session)
                .put(
                    "config",
                    JsonObject.builder()
                        .put("type", "stdio")
                        .put("name", "it")
                        .put("description", "")
                        .put("cmd", program)
                        .put("args", new JsonArray(arguments.stream().<Json>map(Json::of).toList()))
                        .build())
                .build()));
    String words = toolResult(session, "!tool it__told {}");
    return Stream.of(words.split(" ", -1))
        .map(word -> new String(Base64.getDecoder().decode(word), UTF_8))
        .toList();
  }

  /// A program in quotes, the folder of the session, a line that `cmd` takes apart, and one that
  /// ends with a backslash.
  @Test
  void aCommandRunsAsItIsWritten() throws Exception {
    String session = newSession(server);
    String command = "\"%s\" -version 2>nul && echo \"a b\" && cd".formatted(windows.java());

    assertEquals(
        List.of("\"a b\"", windows.path(root)),
        toolResult(session, ImageServer.shell(command)).lines().map(String::strip).toList());
    assertEquals("C:\\", toolResult(session, ImageServer.shell("echo C:\\")).strip());
    assertTrue(toolResult(session, ImageServer.shell("exit 3")).endsWith("exited with code 3"));
  }

  /// `rg` and others would search a pipe instead of the folder.
  @Test
  void aCommandFindsNothingToRead() throws Exception {
    String result =
        toolResult(newSession(server), ImageServer.shell(javaCommand() + " read 2>nul"));

    assertEquals("0 bytes", result.strip());
  }

  /// There, a file that is being read cannot be replaced.
  @Test
  void settingsAreSavedWhileTheyAreRead() throws Exception {
    AtomicBoolean isOver = new AtomicBoolean();
    FutureTask<Integer> reader = new FutureTask<>(() -> read(isOver));
    Thread.ofVirtual().start(reader);
    try {
      for (int i = 0; i < 100; i++) {
        String body = "{\"key\": \"A\", \"value\": %d, \"is_secret\": false}".formatted(i);
        HttpResponse<String> answer = server.send("POST", "/config/upsert", body);
        assertEquals(200, answer.statusCode(), answer.body());
      }
    } finally {
      isOver.set(true);
    }
    assertTrue(reader.get() > 10, "hardly anything was read meanwhile");
  }

  private static int read(AtomicBoolean isOver) throws Exception {
    int times = 0;
    while (!isOver.get()) {
      server.get("/config");
      times++;
    }
    return times;
  }

  /// Also those whose parents have ended.
  @Test
  void aKilledServerIsFollowedByItsChildren() throws Exception {
    ImageServer killed = windows.server(Files.createDirectory(root.resolve("killed")), programs);
    String session = newSession(killed);
    String sleep = javaCommand() + " sleep ";
    killed.answer(session, ImageServer.shell("start \"\" /b " + sleep + "1 >nul 2>&1"));
    killed.begin(session, ImageServer.shell("start \"\" /b " + sleep + "2 & " + sleep + "3"));
    windows.awaitRunning(1, PROGRAM + " sleep 1");
    // The shell that has started both, too.
    windows.awaitRunning(2, PROGRAM + " sleep 2");
    windows.awaitRunning(2, PROGRAM + " sleep 3");

    windows.kill(root.resolve("killed"));

    windows.awaitRunning(0, PROGRAM + " sleep");
  }

  private static String newSession(ImageServer server) throws Exception {
    return server.newSession(Path.of(windows.path(root).replace('\\', '/')));
  }

  /// What a turn's only call answers.
  private static String toolResult(String session, String call) throws Exception {
    try (Stream<JsonObject> events = server.reply(session, call)) {
      return events
          .flatMap(event -> event.object("message").stream())
          .flatMap(json -> MessageJson.read(json, Reading.STRICT).content().stream())
          .filter(ToolResponse.class::isInstance)
          .map(response -> text(((ToolResponse) response).result()))
          .collect(Collectors.joining());
    }
  }

  private static String text(Outcome<ToolResult> result) {
    return switch (result) {
      case Outcome.Success<ToolResult>(ToolResult value) -> String.join("\n", value.texts());
      case Outcome.Failure<ToolResult> failure -> failure.toString();
    };
  }
}
