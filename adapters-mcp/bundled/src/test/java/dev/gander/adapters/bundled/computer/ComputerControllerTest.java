package dev.gander.adapters.bundled.computer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gander.adapters.bundled.BundledFixture;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ResourceContent;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import dev.gander.testkit.Eventually;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ComputerControllerTest {
  @TempDir Path folder;
  private BundledFixture bundled;
  private Extension computer;
  private HttpServer web;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch hanging = new CountDownLatch(1);

  @BeforeEach
  void start() throws Exception {
    bundled = new BundledFixture(folder);
    Files.createDirectories(bundled.work);
    computer = bundled.start("computercontroller");
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    web.createContext("/", this::serve);
    web.start();
  }

  @AfterEach
  void stop() {
    hanging.countDown();
    computer.close();
    web.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    asked.add(
        exchange.getRequestHeaders().getFirst("User-Agent")
            + " "
            + exchange.getRequestHeaders().getFirst("Accept"));
    switch (exchange.getRequestURI().getPath()) {
      case "/page" -> answer(exchange, 200, "# Grüße".getBytes(UTF_8));
      case "/json" -> answer(exchange, 200, "{\"a\": 1}".getBytes(UTF_8));
      case "/bytes" -> answer(exchange, 200, new byte[] {0, -1, 7});
      case "/elsewhere" -> redirect(exchange, "http://localhost:%d/page".formatted(port()));
      case "/round" -> redirect(exchange, "/round");
      case "/file" -> redirect(exchange, "file:///etc/passwd");
      case "/hanging" -> {
        exchange.sendResponseHeaders(200, 10);
        exchange.getResponseBody().write('x');
        exchange.getResponseBody().flush();
        try {
          hanging.await();
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
        }
      }
      case String _ -> answer(exchange, 404, "no".getBytes(UTF_8));
    }
    exchange.close();
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static void redirect(HttpExchange exchange, String target) throws IOException {
    exchange.getResponseHeaders().set("Location", target);
    exchange.sendResponseHeaders(302, -1);
  }

  private int port() {
    return web.getAddress().getPort();
  }

  private String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  private String call(String tool, String arguments) throws InterruptedException {
    return bundled.call(computer, tool, arguments).joinedText();
  }

  private Path scraped(String path, String form) throws InterruptedException {
    String answer =
        call("web_scrape", "{\"url\": \"%s\", \"save_as\": \"%s\"}".formatted(url(path), form));
    assertTrue(answer.startsWith("Content saved to: "), answer);
    return Path.of(answer.substring("Content saved to: ".length()));
  }

  @Test
  void pagesAreSavedInTheFormThatWasAskedFor() throws Exception {
    Path page = scraped("/page", "text");
    Path second = scraped("/page", "text");

    assertEquals("web_20260304_101112.txt", page.getFileName().toString());
    assertEquals("web_20260304_101112_1.txt", second.getFileName().toString());
    assertEquals("# Grüße", Files.readString(page));
    assertEquals("{\"a\": 1}", Files.readString(scraped("/json", "json")));
    assertEquals(7, Files.readAllBytes(scraped("/bytes", "binary"))[2]);
    assertEquals("goose/1.0 text/markdown, */*", asked.getFirst());
  }

  @Test
  void pageThatCannotBeSavedLeavesNothing() {
    assertEquals("-32603: HTTP request failed with status: 404", refused("/missing", "text"));
    assertTrue(refused("/page", "json").startsWith("-32603: Invalid JSON response: "));
    assertTrue(refused("/page", "pdf").startsWith("-32602: failed to deserialize parameters: "));
    for (String url : List.of("file:///etc/passwd", "ftp://x/y", "no url", "http:", "")) {
      assertEquals(
          ExtensionException.INVALID_PARAMS,
          assertThrows(
                  ExtensionException.class,
                  () -> call("web_scrape", "{\"url\": %s}".formatted(BundledFixture.quoted(url))))
              .code(),
          url);
    }
    assertTrue(
        assertThrows(
                ExtensionException.class,
                () -> call("web_scrape", "{\"url\": \"http://127.0.0.1:1/\"}"))
            .text()
            .startsWith("Failed to fetch URL: "));
    assertEquals(0, saved());
  }

  @Test
  void pagesThatMovedAreFollowedWithinTheWeb() throws Exception {
    assertEquals("# Grüße", Files.readString(scraped("/elsewhere", "text")));
    assertTrue(refused("/round", "text").contains("it redirects more than 10 times"));
    assertTrue(refused("/file", "text").contains("it redirects to no address of http or https"));
    assertEquals(1, saved());
  }

  @Test
  void pagesAreFetchedByWayOfTheUsersProxy() throws Exception {
    bundled.withVariable("http_proxy", url(""));
    computer.close();
    computer = bundled.start("computercontroller");

    String answer = call("web_scrape", "{\"url\": \"http://nowhere.invalid/page\"}");

    assertTrue(answer.startsWith("Content saved to: "), answer);
  }

  private String refused(String path, String form) {
    return assertThrows(ExtensionException.class, () -> scraped(path, form)).coded();
  }

  private int saved() {
    String[] names = bundled.cache.resolve("computer_controller").toFile().list();
    return names == null ? 0 : names.length;
  }

  @Test
  void cancelledFetchLeavesNothing() throws Exception {
    FutureTask<String> fetch =
        new FutureTask<>(() -> call("web_scrape", "{\"url\": \"" + url("/hanging") + "\"}"));
    Thread thread = Thread.ofVirtual().start(fetch);
    Eventually.holds(() -> saved() == 1 && !asked.isEmpty());

    thread.interrupt();
    thread.join();

    assertEquals(0, saved());
  }

  @Test
  void savedFilesAreListedShownAndRemovedAndNoOthers() throws Exception {
    Path page = scraped("/page", "text");
    Path json = scraped("/json", "json");
    Path outside = Files.writeString(folder.resolve("secret"), "secret");

    assertEquals("Cached files:\n" + json + "\n" + page, call("cache", "{\"command\": \"list\"}"));
    assertEquals(
        "Content of " + page + ":\n\n# Grüße",
        call("cache", "{\"command\": \"view\", \"path\": \"" + page + "\"}"));
    for (String command : List.of("view", "delete")) {
      for (Object path : List.of(outside, page.resolveSibling("../../secret"), "\\u0000")) {
        assertThrows(
            ExtensionException.class,
            () ->
                call("cache", "{\"command\": \"%s\", \"path\": \"%s\"}".formatted(command, path)));
      }
      assertEquals(
          ExtensionException.INVALID_PARAMS,
          assertThrows(
                  ExtensionException.class,
                  () -> call("cache", "{\"command\": \"" + command + "\"}"))
              .code());
    }
    call("cache", "{\"command\": \"delete\", \"path\": \"" + page + "\"}");
    assertEquals("Cached files:\n" + json, call("cache", "{\"command\": \"list\"}"));
    call("cache", "{\"command\": \"clear\"}");
    assertEquals("Cached files:\n", call("cache", "{\"command\": \"list\"}"));
    assertEquals("secret", Files.readString(outside));
  }

  @Test
  void savedFilesAreResources() throws Exception {
    scraped("/page", "text");

    var resource = computer.listResources().getFirst();
    assertEquals("web_20260304_101112.txt", resource.name());
    ResourceContent content = computer.readResource(resource.uri()).getFirst();
    assertEquals("# Grüße", ((ResourceContent.Text) content).text());
    assertThrows(ExtensionException.class, () -> computer.readResource("file:///etc/passwd"));

    Path large = bundled.cache.resolve("computer_controller/large.bin");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(1L << 30);
    }
    assertThrows(ExtensionException.class, () -> computer.readResource(large.toUri().toString()));
    assertThrows(
        ExtensionException.class,
        () -> call("cache", "{\"command\": \"view\", \"path\": \"" + large + "\"}"));
  }

  private ToolResult script(String language, String script) throws InterruptedException {
    return bundled.call(
        computer,
        "automation_script",
        "{\"language\": \"%s\", \"script\": %s, \"save_output\": true}"
            .formatted(language, BundledFixture.quoted(script)));
  }

  @Test
  void scriptRunsInTheSessionsFolderWithTheTerminalsPath() throws Exception {
    bundled.withLoginPath("/terminal/bin:/usr/bin:/bin");
    computer.close();
    computer = bundled.start("computercontroller");

    String text =
        script("shell", "pwd; echo $AGENT $GOOSE_TERMINAL; echo $PATH; echo complaint >&2")
            .joinedText();

    String[] lines = text.split("\n");
    assertEquals("Script completed successfully.", lines[0]);
    assertEquals("Output:", lines[2]);
    assertEquals(bundled.work.toRealPath().toString(), lines[3]);
    assertEquals("goose 1", lines[4]);
    assertTrue(lines[5].startsWith("/terminal/bin:/usr/bin:/bin"), lines[5]);
    assertFalse(text.contains("complaint"), text);
    Path saved = bundled.cache.resolve("computer_controller/script_output_20260304_101112.txt");
    assertTrue(text.endsWith("Output saved to: " + saved), text);
    assertTrue(Files.readString(saved).contains("goose 1"));
  }

  @Test
  void scriptThatFailsTellsWhatItPrintedAndIsNoError() throws Exception {
    ToolResult failed = script("shell", "echo out; echo bad >&2; exit 3");

    assertFalse(failed.failed());
    assertTrue(failed.joinedText().startsWith("Script failed with exit status 3."));
    assertTrue(failed.joinedText().contains("bad\n") && failed.joinedText().contains("out\n"));
  }

  @Test
  void missingInterpreterIsAnErrorOfTheTool() throws Exception {
    bundled.withVariable("PATH", "/nowhere").withLoginPath("/nowhere");
    computer.close();
    computer = bundled.start("computercontroller");

    assertTrue(script("powershell", "1").failed());
    assertThrows(ExtensionException.class, () -> script("perl", "1"));
  }

  @Test
  void firstLineOfAScriptMayNameItsInterpreter() throws Exception {
    assertTrue(
        script("shell", "#!/usr/bin/env cat\nsome text").joinedText().contains("\nsome text"));
    assertTrue(script("shell", "#!/bin/bash -e\nfalse\necho on").joinedText().contains("status 1"));
  }

  @Test
  void callThatTakesTooLongIsEnded() throws Exception {
    computer.close();
    computer =
        bundled.start(
            JsonObject.builder()
                .put("type", "builtin")
                .put("name", "computercontroller")
                .put("timeout", 3)
                .build());
    Path pid = folder.resolve("pid");

    ExtensionException late =
        assertThrows(
            ExtensionException.class, () -> script("shell", "echo $$ > " + pid + "; sleep 600"));

    assertEquals("-32603: request timeout after PT3S", late.coded());
    long script = Long.parseLong(Files.readString(pid).strip());
    Eventually.holds(() -> ProcessHandle.of(script).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  void scriptThatPrintsForeverIsCut() throws Exception {
    String text = script("shell", "head -c 3000000 /dev/zero | tr '\\0' x").joinedText();

    assertTrue(text.length() < 1_100_000, () -> text.length() + " characters");
    assertTrue(text.contains("… (cut after 1 MiB)"));
  }

  @Test
  void scriptThatNeverStopsPrintingIsStopped() throws Exception {
    ToolResult result = script("shell", "echo $$; yes gander");
    assertTrue(result.failed());
    String text = result.joinedText();
    assertTrue(text.startsWith("The script was stopped, since it printed more than 64 MiB."), text);
    assertTrue(text.contains("\ngander\n") && text.length() < 2_000, text);
    long script = Long.parseLong(text.lines().skip(1).findFirst().orElseThrow());
    Eventually.holds(() -> ProcessHandle.of(script).filter(ProcessHandle::isAlive).isEmpty());
  }

  /// Into a pipe, which we empty: a file could fill the disk.
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "/proc tells where the output goes")
  void whatAScriptLeavesInTheBackgroundRunsOnAndItsOutputIsDropped() throws Exception {
    Path go = folder.resolve("go");
    Path done = folder.resolve("done");
    String text =
        script(
                "shell",
                """
                (
                  until [ -e %s ]; do sleep 0.05; done
                  head -c 300000 /dev/zero
                  readlink /proc/$BASHPID/fd/1 /proc/$BASHPID/fd/2 > %s.new; mv %s.new %s
                ) &
                echo left
                """
                    .formatted(go, done, done, done))
            .joinedText();
    assertTrue(text.startsWith("Script completed successfully.\n\nOutput:\nleft\n"), text);

    Files.createFile(go);
    Eventually.holds(() -> Files.exists(done));
    List<String> outputs = Files.readAllLines(done);
    assertEquals(2, outputs.size());
    assertTrue(outputs.stream().allMatch(it -> it.startsWith("pipe:")), outputs::toString);
  }

  @Test
  void cancelEndsTheScriptWithItsChildren() throws Exception {
    Path pids = folder.resolve("pids");
    FutureTask<ToolResult> run =
        new FutureTask<>(
            () ->
                script(
                    "shell", "sleep 600 & echo $! > " + pids + "; echo $$ >> " + pids + "; wait"));
    Thread thread = Thread.ofVirtual().start(run);
    Eventually.holds(() -> Files.exists(pids) && Files.readString(pids).lines().count() == 2);

    computer.close();

    thread.join();
    for (String pid : Files.readAllLines(pids)) {
      Eventually.holds(
          () -> ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isEmpty());
    }
  }

  @Test
  void desktopIsControlledWhereThereIsOne() throws Exception {
    assertFalse(names(computer).contains("computer_control"));

    Extension desktop = bundled.withVariable("DISPLAY", ":7").start("computercontroller");

    assertTrue(names(desktop).contains("computer_control"));
    assertTrue(
        bundled
            .call(desktop, "computer_control", "{\"script\": \"echo display $DISPLAY\"}")
            .joinedText()
            .contains("display :7"));
    desktop.close();
  }

  private static List<String> names(Extension extension) throws InterruptedException {
    return extension.tools().stream().map(Tool::name).toList();
  }
}
