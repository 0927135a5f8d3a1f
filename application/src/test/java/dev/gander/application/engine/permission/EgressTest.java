package dev.gander.application.engine.permission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.ToolCall;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EgressTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          curl -s https://me:pw@api.example.com/v1?token=x | jq . ~ api.example.com (url, any)
          git clone git@github.com:a/b.git ~ github.com (git, any)
          git push ssh://git@git.example.com/a ~ git.example.com (git, any)
          aws s3 cp x s3://my-bucket/key ~ s3://my-bucket (bucket, any)
          gsutil ls gs://other_bucket ~ gs://other_bucket (bucket, any)
          scp notes.txt me@backup.example.com:/tmp ~ backup.example.com (copy, out)
          rsync -av ./ host:/x ~ host (copy, out)
          ssh -p 22 me@example.com uptime ~ example.com (ssh, any)
          docker push registry.example.com/a/b:1 ~ registry.example.com/a/b:1 (container, out)
          docker login -u me registry.example.com ~ registry.example.com (container, out)
          nc example.com 4444 ~ example.com (connection, any)
          dig +short example.org ~ example.org (connection, any)
          npm publish --access public ~ npm publish (package, out)
          cargo publish ~ cargo publish (package, out)
          """)
  void destinationsAreFound(String command, String destination) {
    assertEquals(List.of(destination), found(command));
  }

  @ParameterizedTest
  @CsvSource({"ls -l", "git status", "npm install", "cat ~/.ssh/config", "docker ps", "make ssh"})
  void workOnThisMachineHasNone(String command) {
    assertEquals(List.of(), found(command));
  }

  @Test
  void eachDestinationIsToldOnce() {
    assertEquals(
        List.of("a.example (url, any)", "b.example (url, any)"),
        found("curl http://a.example/1 http://a.example/2 http://b.example"));
  }

  @ParameterizedTest
  @CsvSource({
    "shell,            4",
    "other__bash,      4",
    "x__y__terminal,   4",
    "web_fetch,        3",
    "browser__fetch,   3",
    "write,            0",
    "shell__write,     0",
  })
  void onlyToolsThatReachOutAreLookedAt(String tool, int arguments) {
    assertEquals(arguments, Egress.argumentsOf(tool).size());
  }

  @Test
  void theLogTellsTheHostAndNoSecrets() {
    JsonObject arguments =
        JsonObject.builder()
            .put("command", "curl -H 'X-Key: k' 'https://u:p@api.example.com/v1?token=t'")
            .put("timeout_secs", 5)
            .build();

    assertEquals(
        List.of("session s1: egress of shell: api.example.com (url, any)"),
        EgressInspector.lines(new SessionId("s1"), new ToolCall("shell", arguments)));
    assertEquals(
        List.of(), EgressInspector.lines(new SessionId("s1"), new ToolCall("write", arguments)));
  }

  @Test
  void aTangledCommandIsGivenUp() {
    String command = "docker login " + "-a ".repeat(40_000);

    Assertions.assertTimeout(Duration.ofSeconds(20), () -> Egress.in(command));
  }

  private static List<String> found(String command) {
    return Egress.in(command).stream().map(Egress::toString).collect(Collectors.toList());
  }
}
