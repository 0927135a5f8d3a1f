package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.calls;
import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.prompt.PromptName;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.session.SessionId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The system prompt: what is in it, and when it changes.
class BriefingTest {
  private static final String PLAIN = "[system.md]";
  private static final String EXTRAS = "\n\n# Additional Instructions:\n\n";

  private final World world = new World();
  private final SessionId id = world.session(GooseMode.AUTO);

  @BeforeEach
  void aTool() {
    world.tools.tool("look", _ -> "seen");
  }

  @ParameterizedTest
  @CsvSource({
    "path,    src/a.txt,                             src",
    "path,    src/deep/a,                            src/deep",
    "path,    /work/src/a.txt,                       src",
    "path,    --odd/a.txt,                           --odd",
    "command, cat -n 'src/a.txt' >(tee docs/b.md),   src docs",
    "command, cat src/a.txt;cat src/b.txt,           src",
    "command, gcc --sysroot=lib/sys -Iinclude/x m.c, ''",
    "command, cat a.txt && ls src,                   ''",
    "path,    a.txt,                                 ''",
    "path,    /work/a.txt,                           ''",
    "path,    /etc/passwd,                           ''",
    "path,    /workshop/src/a.txt,                   ''",
    "path,    src/../docs/b.md,                      ''",
    "path,    ../work/src/a.txt,                     ''",
    "file,    src/a.txt,                             ''"
  })
  void hintsComeFromTheFoldersBelowTheWorkingFolderThatACallNames(
      String argument, String value, String folders) {
    List<String> asked = new ArrayList<>();
    world.hintsBelow =
        folder -> {
          asked.add(folder);
          return "hints below " + folder;
        };

    look(JsonObject.of(argument, Json.of(value)));

    assertEquals(folders, String.join(" ", asked));
    assertEquals(
        asked.isEmpty()
            ? PLAIN
            : PLAIN + EXTRAS + "hints below " + String.join("\n\nhints below ", asked),
        world.model.lastRequest().system());
  }

  /// No file system has such a name; a model may say it all the same.
  @Test
  void aPathThatIsNoneIsNotLookedAt() {
    look(JsonObject.of("path", Json.of("src/\0/a.txt")));

    assertEquals(PLAIN, world.model.lastRequest().system());
  }

  @Test
  void aFolderWithoutHintsLeavesTheSystemPromptAsItIs() {
    world.hintsBelow = _ -> "";

    look(JsonObject.of("path", Json.of("src/a.txt")));

    assertEquals(PLAIN, world.model.lastRequest().system());
  }

  /// The rule: services cache a prompt by its beginning, so what a model has been told stays.
  @Test
  void hintsOfAFolderStayAsTheyWereFirstRead() {
    List<String> asked = new ArrayList<>();
    world.hintsBelow =
        folder -> {
          asked.add(folder);
          return "hints, version " + asked.size();
        };

    look(JsonObject.of("path", Json.of("src/a.txt")));
    look(JsonObject.of("path", Json.of("src/b.txt")));

    assertEquals(PLAIN + EXTRAS + "hints, version 1", world.model.lastRequest().system());
  }

  /// The same rule, for what changes outside of the conversation while tools run.
  @Test
  void theSystemPromptStaysTheSameDuringATurnAndIsNewInTheNext() {
    world.hints = "old";
    world.tools.tool(
        "look",
        _ -> {
          world.hints = "new";
          return "seen";
        });
    world.model.answer(calls("c1", "look", JsonObject.EMPTY));

    world.say(id, "one");
    world.say(id, "two");

    assertEquals(
        List.of(PLAIN + EXTRAS + "old", PLAIN + EXTRAS + "old", PLAIN + EXTRAS + "new"),
        world.model.requests().stream().map(ProviderRequest::system).toList());
  }

  @Test
  void aTemplateThatIsEditedCountsFromTheNextTurnOn() {
    for (String text : List.of("one", "two", "one")) {
      world.prompts.save(PromptName.SYSTEM, text);
      world.say(id, "Hi");
    }

    assertEquals(
        List.of("one", "two", "one"),
        world.model.requests().stream().map(ProviderRequest::system).toList());
  }

  @Test
  void theTemplateGetsTheExtensionsWithTheirInstructionsAndTheMode() {
    world.tools.instructions("Look in {{WORKING_DIR}}.\uDB40\uDC41");
    world.box.resource("box://r", "text/plain", "x");
    world.prompts.save(
        PromptName.SYSTEM,
        "{% for e in extensions %}{{ e.name }}|{{ e.instructions }}|{{ e.has_resources }}\n"
            + "{% endfor %}{{ goose_mode }} {{ is_autonomous }} {{ current_date_time }}");

    world.say(world.session(GooseMode.AUTO, "t", "box"), "Hi");
    world.say(world.session(GooseMode.APPROVE), "Hi");

    assertEquals(
        List.of(
            "box||true\nt|Look in /work.|false\nauto true 2026-03-04 10:00",
            "t|Look in /work.|false\napprove false 2026-03-04 10:00"),
        world.model.requests().stream().map(ProviderRequest::system).toList());
  }

  /// The rule: a model with more than 50 tools is told that these are many.
  @ParameterizedTest
  @CsvSource({"50, ''", "51, 1 of 5 and 51 of 50"})
  void manyToolsAreTold(int tools, String told) {
    // Besides them there are `look` and the platform's own.
    for (int i = 2; i < tools; i++) {
      world.tools.tool("tool" + i, _ -> "x");
    }
    world.prompts.save(
        PromptName.SYSTEM,
        "{% if extension_tool_limits %}{% set counts = extension_tool_limits %}"
            + "{{ counts[0] }} of {{ max_extensions }} and {{ counts[1] }} of {{ max_tools }}"
            + "{% endif %}");

    world.say(id, "Hi");

    assertEquals(told, world.model.lastRequest().system());
  }

  @Test
  void theTemplateGetsTheNoteAboutTheContextOfATurn() {
    world.prompts.save(PromptName.SYSTEM, "{{ moim_system_prompt_block }}");

    world.say(id, "Hi");

    assertTrue(world.model.lastRequest().system().contains("<turn-context>"));
  }

  /// Runs a turn with one call.
  private void look(JsonObject arguments) {
    world.model.answer(calls("c", "look", arguments)).answer(says("done"));
    world.say(id, "Go");
  }
}
