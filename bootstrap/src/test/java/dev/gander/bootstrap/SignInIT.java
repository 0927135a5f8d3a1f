package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.bootstrap.PlayedServices.Asked;
import dev.gander.bootstrap.PlayedServices.Reply;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Users sign in to providers, talk to them and sign out, against the image and services that are
/// played under their real names. The browser is a program that writes down what it should show.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInIT {
  private static final List<String> HOSTS =
      List.of(
          "github.com",
          "api.github.com",
          "api.githubcopilot.com",
          "auth.openai.com",
          "chatgpt.com",
          "auth.x.ai",
          "api.x.ai",
          "huggingface.co",
          "router.huggingface.co",
          "auth.kimi.com",
          "api.kimi.com");

  /// Where xAI sends users back to; systems hand it out to others, too.
  private static final int PORT_OF_XAI = 56121;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private Path root;
  private Path opened;
  private RandomAccessFile shown;
  private PlayedServices services;
  private ImageServer server;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    root = folder;
    opened = root.resolve("opened");
    new ProcessBuilder("mkfifo", opened.toString()).start().waitFor();
    // Open to write as well: a pipe without a writer is at its end.
    shown = new RandomAccessFile(opened.toFile(), "rw");
    services = new PlayedServices(root, HOSTS, SignInIT::reply);
    server = ImageServer.start(root, environment());
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
    services.close();
    shown.close();
    threads.shutdownNow();
  }

  private Map<String, String> environment() throws IOException {
    Path browser = root.resolve("browser");
    Files.writeString(browser, "#!/bin/sh\necho \"$1\" >" + opened + "\n");
    Files.setPosixFilePermissions(browser, PosixFilePermissions.fromString("rwx------"));
    Map<String, String> more = new HashMap<>(services.environment());
    more.put("BROWSER", browser.toString());
    more.put("XAI_OAUTH_CLIENT_ID", "client-1");
    more.put("HF_OAUTH_CLIENT_ID", "client-1");
    more.put("GOOSE_DISABLE_KEYRING", "true");
    return more;
  }

  private static Reply reply(Asked asked) {
    return switch (asked.host() + asked.path()) {
      case "github.com/login/device/code" ->
          Reply.json(
              """
              {"device_code": "d", "user_code": "AB12-CD34", "interval": 1, "expires_in": 60,
               "verification_uri": "https://github.com/login/device"}
              """);
      case "auth.kimi.com/api/oauth/device_authorization" ->
          Reply.json(
              """
              {"device_code": "d", "user_code": "AB12", "interval": 1, "expires_in": 60,
               "verification_uri": "https://kimi.com/go",
               "verification_uri_complete": "https://kimi.com/go?code=AB12"}
              """);
      case "api.github.com/copilot_internal/v2/token" ->
          Reply.json(
              """
              {"token": "token-1", "expires_at": 1, "refresh_in": 1500,
               "endpoints": {"api": "https://api.githubcopilot.com"}}
              """);
      case "github.com/login/oauth/access_token",
          "auth.openai.com/oauth/token",
          "auth.x.ai/oauth2/token",
          "huggingface.co/oauth/token",
          "auth.kimi.com/api/oauth/token" ->
          Reply.json("{\"access_token\":\"token-1\",\"refresh_token\":\"r\",\"expires_in\":3600}");
      case "chatgpt.com/backend-api/codex/responses" ->
          Reply.stream(
              """
              data: {"type":"response.output_text.delta","delta":"Hello there"}

              data: {"type":"response.completed","response":{"id":"a","output":[]}}

              """);
      case "api.kimi.com/coding/v1/messages" ->
          Reply.stream(
              """
              data: {"type":"message_start","message":{"id":"a","usage":{"input_tokens":1}}}

              data: {"type":"content_block_start","index":0,"content_block":{"type":"text"}}

              data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello there"}}

              data: {"type":"content_block_stop","index":0}

              data: {"type":"message_stop"}

              """);
      case "api.githubcopilot.com/chat/completions",
          "api.x.ai/v1/chat/completions",
          "router.huggingface.co/v1/chat/completions" ->
          Reply.stream(
              """
              data: {"id":"a","choices":[{"index":0,"delta":{"content":"Hello there"},"finish_reason":"stop"}]}

              data: [DONE]

              """);
      default -> new Reply(404, "text/html", "<html>nothing here</html>");
    };
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          chatgpt_codex,  gpt-5.5,          chatgpt_codex/tokens.json
          kimi_code,      kimi-for-coding,  kimicode/token.json
          xai_oauth,      grok-code-fast-1, xai_oauth/tokens.json
          huggingface,    some/model,       huggingface/oauth/tokens.json
          github_copilot, gpt-4.1,          githubcopilot/info.json
          """)
  void oneSignsInTalksAndSignsOut(String provider, String model, String file) throws Exception {
    assertFalse(isConfigured(provider));

    Future<HttpResponse<String>> signIn = signIn(provider);
    visit(pageShown());
    HttpResponse<String> done = signIn.get(1, TimeUnit.MINUTES);

    assertEquals("200 \"OAuth configuration completed\"", done.statusCode() + " " + done.body());
    assertTrue(isConfigured(provider));
    assertEquals("Hello there", talk(provider, model));
    Path kept = root.resolve("config").resolve(file);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)));
    assertEquals("\"Cleaned up provider cache: " + provider + "\"", cleanUp(provider));
    assertTrue(Files.notExists(kept));
  }

  private String cleanUp(String provider) throws Exception {
    return server.send("POST", "/config/providers/" + provider + "/cleanup", "").body();
  }

  @Test
  void aUserWhoStartsAgainTakesThePlaceOfTheFirstTry() throws Exception {
    Future<HttpResponse<String>> first = signIn("huggingface");
    pageShown();
    Future<HttpResponse<String>> second = signIn("huggingface");
    visit(pageShown());

    assertEquals(
        "400 {\"message\":\"OAuth configuration failed for provider 'huggingface':"
            + " Authentication error: The sign-in was started again elsewhere\"}",
        first.get().statusCode() + " " + first.get().body());
    assertEquals(200, second.get().statusCode());
    cleanUp("huggingface");
    assertFalse(isConfigured("huggingface"), "it was the tokens that counted");
  }

  @Test
  void aUserWhoRefusesIsTold() throws Exception {
    Future<HttpResponse<String>> signIn = signIn("xai_oauth");
    Map<String, String> page = query(pageShown());
    get(page.get("redirect_uri") + "?error=access_denied&state=" + page.get("state"));

    assertEquals(
        "400 {\"message\":\"OAuth configuration failed for provider 'xai_oauth':"
            + " Authentication error: The sign-in was refused (access_denied)\"}",
        signIn.get().statusCode() + " " + signIn.get().body());
  }

  @Test
  void aServerThatIsStoppedDoesNotWaitForTheUser(@TempDir Path folder) throws Exception {
    ImageServer other = ImageServer.start(folder, environment());
    var _ = signIn(other, "chatgpt_codex");
    pageShown();
    other.close();
  }

  private Future<HttpResponse<String>> signIn(String provider) throws InterruptedException {
    return signIn(server, provider);
  }

  private Future<HttpResponse<String>> signIn(ImageServer at, String provider)
      throws InterruptedException {
    if (provider.equals("xai_oauth")) {
      Eventually.holds(() -> isFree(PORT_OF_XAI));
    }
    Callable<HttpResponse<String>> asking =
        () -> at.send("POST", "/config/providers/" + provider + "/oauth", "");
    return threads.submit(asking);
  }

  private static boolean isFree(int port) {
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private URI pageShown() throws Exception {
    return URI.create(threads.submit(shown::readLine).get(1, TimeUnit.MINUTES));
  }

  /// Does what the page asks for: brings a code back, or reads the code that is to be entered.
  private static void visit(URI page) throws Exception {
    if (page.getHost().equals("127.0.0.1")) {
      String html = get(page.toString()).body();
      Matcher link = Pattern.compile("href=\"([^\"]*)\"").matcher(html);
      assertTrue(html.contains(">AB12-CD34<"), html);
      assertTrue(link.find());
      assertEquals("https://github.com/login/device", link.group(1));
    } else if (!page.getHost().equals("kimi.com")) {
      Map<String, String> asked = query(page);
      HttpResponse<String> back =
          get(asked.get("redirect_uri") + "?code=c&state=" + asked.get("state"));
      assertEquals(200, back.statusCode());
    }
  }

  private static Map<String, String> query(URI page) {
    return Pattern.compile("&")
        .splitAsStream(page.getRawQuery())
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static HttpResponse<String> get(String address) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(address.replace("localhost", "127.0.0.1"))).build(),
          BodyHandlers.ofString());
    }
  }

  private boolean isConfigured(String provider) throws Exception {
    String listed = server.send("GET", "/config/providers", "").body();
    return ((JsonArray) JsonText.parse(listed))
        .items().stream()
            .map(JsonFields::asObject)
            .filter(it -> it.text("name").orElseThrow().equals(provider))
            .anyMatch(it -> it.get("is_configured") instanceof JsonBool is && is.value());
  }

  private String talk(String provider, String model) throws Exception {
    String session = server.newSession(root);
    server.send(
        "POST",
        "/agent/update_provider",
        "{\"session_id\":\"%s\",\"provider\":\"%s\",\"model\":\"%s\"}"
            .formatted(session, provider, model));
    return server
        .reply(session, "hello")
        .flatMap(event -> event.object("message").stream())
        .flatMap(message -> message.array("content").stream())
        .flatMap(content -> content.items().stream())
        .map(JsonFields::asObject)
        .flatMap((JsonObject block) -> block.text("text").stream())
        .collect(Collectors.joining());
  }
}
