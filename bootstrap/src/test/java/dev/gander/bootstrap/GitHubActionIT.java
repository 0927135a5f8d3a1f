package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.persistence.settings.YamlTree;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `examples/github-action`, as a runner of GitHub starts its script.
class GitHubActionIT {
  private static final Path EXAMPLE = NodeTools.ROOT.resolve("examples/github-action");

  @TempDir Path root;
  private ImageServer server;

  @BeforeEach
  void start() throws IOException {
    server = ImageServer.start(Files.createDirectory(root.resolve("server")), Map.of());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aRunThatSucceedsIsSummedUp() throws Exception {
    assertEquals(0, act(Map.of("PROMPT", "!say It is\n!say fine.")));

    assertEquals(Map.of("state", "succeeded", "text", "It is\nfine."), outputs());
    assertEquals("It is\nfine.\n", Files.readString(root.resolve("summary")));
  }

  @Test
  void aRunThatFailsFailsTheStep() throws Exception {
    assertEquals(1, act(Map.of("PROMPT", "!error 400 no such model")));

    assertEquals("failed", outputs().get("state"));
  }

  @Test
  void aRecipeGetsItsParameters() throws Exception {
    Path recipe =
        Files.writeString(
            root.resolve("review.yaml"),
            """
            title: Review
            description: Reviews
            parameters:
              - {key: title, input_type: string, requirement: required, description: its title}
            prompt: "!say Read {{ title }}"
            """);

    int exit = act(Map.of("RECIPE", recipe.toString(), "PARAMETERS", "title=$(touch evil) = 1\n"));

    assertEquals(0, exit);
    assertEquals("Read $(touch evil) = 1", outputs().get("text"));
    assertFalse(Files.exists(root.resolve("evil")));
  }

  @Test
  void aPromptIsNoOption() throws Exception {
    assertEquals(0, act(Map.of("PROMPT", "--help\n!say no option")));

    assertEquals("no option", outputs().get("text"));
  }

  /// What a model says ends up in the file in which a step says what it puts out.
  @Test
  void aTextSetsNoOtherOutput() throws Exception {
    assertEquals(0, act(Map.of("PROMPT", "!say end\n!say state=failed\n!say text<<x")));

    assertEquals("succeeded", outputs().get("state"));
    assertEquals("end\nstate=failed\ntext<<x", outputs().get("text"));
  }

  @Test
  void itsStepGetsEveryInputAndAllThatTheScriptReads() throws Exception {
    JsonObject action =
        JsonFields.asObject(YamlTree.parse(Files.readString(EXAMPLE.resolve("action.yml"))));
    JsonArray steps = (JsonArray) action.object("runs").orElseThrow().get("steps");
    Map<String, String> environment =
        JsonFields.of(steps.items().getFirst()).required("env", JsonFields::asTextMap);

    Set<String> inputs =
        environment.values().stream()
            .map(value -> value.replaceAll("\\$\\{\\{ inputs\\.(\\w+) }}", "$1"))
            .collect(Collectors.toSet());
    Set<String> read =
        Pattern.compile("\\$\\{?([A-Z_]+)\\b")
            .matcher(Files.readString(EXAMPLE.resolve("run.sh")))
            .results()
            .map(name -> name.group(1))
            .filter(name -> !name.startsWith("GITHUB_"))
            .collect(Collectors.toSet());

    assertEquals(action.object("inputs").orElseThrow().members().keySet(), inputs);
    // Those two are for goosed.
    read.addAll(Set.of("GANDER_SERVER", "GANDER_KEY"));
    assertEquals(new TreeSet<>(read), new TreeSet<>(environment.keySet()));
  }

  private int act(Map<String, String> inputs) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(EXAMPLE.resolve("run.sh").toString())
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("log").toFile());
    Map<String, String> variables = new HashMap<>();
    variables.putAll(
        Map.of(
            "PATH", "/usr/bin:/bin",
            "HOME", root.toString(),
            "JAVA_HOME", System.getProperty("java.home"),
            "GANDER_SERVER", server.address(),
            "GANDER_KEY", "key",
            "GOOSED", NodeTools.IMAGE.resolve("bin/goosed").toString(),
            "TIMEOUT", "60",
            "PROMPT", "",
            "RECIPE", "",
            "PARAMETERS", ""));
    variables.putAll(
        Map.of(
            "GITHUB_RUN_ID", "1",
            "GITHUB_RUN_ATTEMPT", "1",
            "GITHUB_JOB", "review",
            "GITHUB_ACTION", "agent",
            "GITHUB_OUTPUT", root.resolve("output").toString(),
            "GITHUB_STEP_SUMMARY", root.resolve("summary").toString()));
    variables.putAll(inputs);
    builder.environment().clear();
    builder.environment().putAll(variables);
    return builder.start().waitFor();
  }

  /// What the runner reads in the file of outputs: `NAME=VALUE`, or `NAME<<MARK` up to the mark.
  private Map<String, String> outputs() throws IOException {
    Map<String, String> outputs = new HashMap<>();
    List<String> lines = Files.readAllLines(root.resolve("output"));
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int mark = line.indexOf("<<");
      int value = line.indexOf('=');
      if (mark >= 0 && (value < 0 || mark < value)) {
        int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf(line.substring(mark + 2));
        outputs.put(line.substring(0, mark), String.join("\n", lines.subList(i + 1, end)));
        i = end;
      } else {
        assertTrue(value > 0, line);
        outputs.put(line.substring(0, value), line.substring(value + 1));
      }
    }
    return outputs;
  }
}
