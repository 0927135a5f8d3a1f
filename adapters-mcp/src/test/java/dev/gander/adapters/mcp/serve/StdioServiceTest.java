package dev.gander.adapters.mcp.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.tool.ToolResult;
import dev.gander.testkit.extension.ScriptedExtension;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StdioServiceTest {
  private final ScriptedExtension extension =
      new ScriptedExtension()
          .tool("greet", given -> "Hello " + given.text("who").orElse("you"))
          .tool("where", (call, _) -> ToolResult.text(call.workingDir().toString()))
          .resource("a://b", "text/plain", "text")
          .instructions("Be brief.");

  @Test
  void greetsInTheVersionOfItsClient() throws Exception {
    assertEquals(
        List.of(
            "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":{\"protocolVersion\":\"2025-03-26\","
                + "\"capabilities\":{\"tools\":{},\"resources\":{}},"
                + "\"serverInfo\":{\"name\":\"goose-x\",\"version\":\"1\"},"
                + "\"instructions\":\"Be brief.\"}}"),
        answers(
            "{'jsonrpc':'2.0','id':0,'method':'initialize','params':{'protocolVersion':'2025-03-26'}}",
            "{'jsonrpc':'2.0','method':'notifications/initialized'}"));
  }

  @Test
  void toolsAreListedAndCalled() throws Exception {
    assertTrue(answer("'tools/list'").contains("\"name\":\"greet\""));
    assertEquals(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"Hello"
            + " you\"}],\"isError\":false}}",
        answer("'tools/call','params':{'name':'greet'}"));
    assertTrue(
        answer("'tools/call','params':{'name':'greet','arguments':{'who':'Ada'}}").contains("Ada"));
    assertTrue(answer("'tools/call','params':{'name':'where'}").contains("\"/here\""));
    assertTrue(
        answer("'tools/call','params':{'name':'where','_meta':{'agent-working-dir':'/there'}}")
            .contains("\"/there\""));
  }

  @Test
  void resourcesAreListedAndRead() throws Exception {
    assertTrue(answer("'resources/list'").contains("\"uri\":\"a://b\""));
    assertTrue(answer("'resources/read','params':{'uri':'a://b'}").contains("\"text\":\"text\""));
    assertTrue(answer("'resources/read','params':{'uri':'a://c'}").contains("\"code\":-32002"));
    assertTrue(answer("'prompts/list'").contains("\"prompts\":[]"));
    assertTrue(answer("'ping'").contains("\"result\":{}"));
  }

  @Test
  void whatIsNoRequestIsAnsweredWithAnErrorAndTheNextOneIsServed() throws Exception {
    assertEquals(
        List.of("-32700", "-32600", "-32700", "-32601", "-32602", "-32602"),
        answers(
                "{'jsonrpc':'2.0','id':1,",
                "[]",
                "\u0000",
                "",
                "{'jsonrpc':'2.0'}",
                "{'jsonrpc':'2.0','id':7,'result':{}}",
                "{'jsonrpc':'2.0','id':'x','method':'tools/shout'}",
                "{'jsonrpc':'2.0','id':3,'method':'tools/call','params':{}}",
                "{'jsonrpc':'2.0','id':4,'method':'tools/call','params':{'name':'greet','arguments':5}}")
            .stream()
            .map(line -> line.replaceFirst(".*\"code\":(-\\d+).*", "$1"))
            .toList());
    assertTrue(answer("'tools/call','params':{'name':'no'}").contains("\"error\":{\"code\":-32"));
  }

  @Test
  void aCallThatIsCancelledIsInterruptedAndNotAnswered() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    extension.tool(
        "wait",
        (_, _) -> {
          began.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
          }
          return ToolResult.text("never");
        });
    // The streams of java.io would notice that the threads that wrote to them have ended.
    Pipe requests = Pipe.open();
    Pipe said = Pipe.open();
    OutputStream client = Channels.newOutputStream(requests.sink());
    InputStream in = Channels.newInputStream(requests.source());
    InputStream answers = Channels.newInputStream(said.source());
    try (OutputStream out = Channels.newOutputStream(said.sink())) {
      Thread server = Thread.ofVirtual().start(() -> serve(in, out));
      say(client, "{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'wait'}}");
      began.await();
      say(client, "{'jsonrpc':'2.0','id':2,'method':'ping'}");
      say(client, "{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':1}}");
      interrupted.await();
      var lines = new BufferedReader(new InputStreamReader(answers, UTF_8));
      assertTrue(lines.readLine().contains("\"id\":2"));
      say(client, "{'jsonrpc':'2.0','id':3,'method':'ping'}");
      assertTrue(lines.readLine().contains("\"id\":3"));
      client.close();
      server.join();
    }
  }

  @Test
  void aMessageWithoutAnEndEndsTheService() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            Arrays.fill(bytes, offset, offset + length, (byte) 'x');
            return length;
          }
        };
    assertThrows(IOException.class, () -> service(new ByteArrayOutputStream()).serve(endless));
  }

  private String answer(String request) throws IOException, InterruptedException {
    return answers("{'jsonrpc':'2.0','id':1,'method':" + request + "}").getFirst();
  }

  /// One after the other: each is answered before the next is sent.
  private List<String> answers(String... lines) throws IOException, InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String line : lines) {
      var input = new ByteArrayInputStream((line.replace('\'', '"') + "\n").getBytes(UTF_8));
      service(out).serve(input);
    }
    return out.toString(UTF_8).lines().toList();
  }

  private void serve(InputStream in, OutputStream out) {
    try {
      service(out).serve(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private StdioService service(OutputStream out) {
    return new StdioService(
        new Identity("goose-x", "1", Path.of("/here")), extension, out, Duration.ofMinutes(1));
  }

  private static void say(OutputStream client, String line) throws IOException {
    client.write((line.replace('\'', '"') + "\n").getBytes(UTF_8));
    client.flush();
  }
}
