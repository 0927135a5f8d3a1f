package dev.gander.application.subagent;

import static dev.gander.application.subagent.House.works;
import static dev.gander.testkit.provider.ScriptedAnswer.calls;
import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.subagent.House.Gauge;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.prompt.PromptName;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.session.AttachedRecipe;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.source.Source;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SourceTest {
  private final House house = new House();

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void aSubRecipeGetsItsValuesAndThoseOfTheCall() throws InterruptedException {
    house.recipes.put(
        "recipes/paint.json",
        """
        {"title":"Paint","description":"Paints","instructions":"Use a {{ tool }}.",
         "prompt":"Paint it {{ color }}.","settings":{"max_turns":4},
         "parameters":[
           {"key":"color","input_type":"string","requirement":"required","description":"c"},
           {"key":"tool","input_type":"string","requirement":"required","description":"t"}]}
        """);
    SessionId parent =
        session(
            "{\"name\":\"paint\",\"path\":\"paint.json\",\"values\":{\"color\":\"red\",\"tool\":\"brush\"}}");
    house.prompts.save(
        PromptName.SUBAGENT_SYSTEM,
        "{{ subagent_id }} {{ task_instructions }} {{ max_turns }} {{ tool_count }} {{"
            + " available_tools }}");
    house.script("Paint it blue.", works("k"), says("painted"));

    ToolResult result =
        call(
            parent,
            delegate("paint")
                .with("parameters", JsonObject.of("color", Json.of("blue")))
                .with("instructions", Json.of("Be quick.")));

    assertEquals("painted", result.joinedText());
    SessionId child = house.children().getFirst().id();
    assertEquals("Paint it blue.\n\nBe quick.", house.stored(child).getFirst());
    assertEquals(child + " Use a brush. 4 2 load, work", house.model.requests().get(1).system());
  }

  @Test
  void aRecipeOfASessionReachesItsSubRecipesWithItsOwnValues() throws InterruptedException {
    house.recipes.put("recipes/paint.json", painting());
    SessionId parent =
        house.session(
            House.details(GooseMode.AUTO)
                .withRecipe(
                    new AttachedRecipe(
                        JsonText.parse(
                            """
                            {"version":"1.0.0","title":"T","description":"D","instructions":"Delegate {{ c }}.",
                             "parameters":[{"key":"c","input_type":"string","requirement":"required","description":"d"}],
                             "sub_recipes":[{"name":"paint","path":"paint.json","values":{"color":"{{ c }}"},
                               "sequential_when_repeated":false}]}
                            """),
                        Map.of("c", "green"))));
    house.script("Paint it green.", says("painted"));

    assertEquals("painted", call(parent, delegate("paint")).joinedText());
  }

  @Test
  void aRunOfAScheduleDelegatesToSubRecipesAndCountsWhatTheyUse() throws InterruptedException {
    Path paint = house.recipes.put("recipes/paint.json", painting());
    house.settings.put(
        "extensions",
        JsonObject.of(
            "summon",
            JsonText.parse(
                "{\"enabled\":true,\"type\":\"platform\",\"name\":\"summon\",\"description\":\"\"}")));
    house
        .useCases()
        .schedules()
        .create()
        .create(
            "job",
            "0 0 * * *",
            Recipe.read(
                JsonText.parse(
                    """
                    {"title":"T","description":"D","prompt":"Have it painted.",
                     "sub_recipes":[{"name":"paint","path":"%s","values":{"color":"red"}}]}
                    """
                        .formatted(paint))));
    house.script("Paint it red.", says("painted"));
    house.script("Have it painted.", calls("c", "delegate", delegate("paint")), says("Thanks"));

    house.useCases().schedules().run().run(new JobId("job"));

    var run = house.useCases().schedules().runs().history(new JobId("job"), 1, Long.MAX_VALUE);
    assertEquals("painted", house.results(run.getFirst().session()).getFirst().joinedText());
    assertEquals(TokenUsage.of(30L, 15L, null), run.getFirst().tokens());
  }

  @Test
  void callsOfASequentialSubRecipeWaitForEachOther() throws InterruptedException {
    house.recipes.put("recipes/paint.json", painting());
    SessionId parent =
        session(
            "{\"name\":\"paint\",\"path\":\"paint.json\",\"values\":{\"color\":\"red\"},\"sequential_when_repeated\":true}");
    Gauge gauge = new Gauge();
    house.works(
        (_, _) -> {
          gauge.enter();
          // Some work, in which another one would be met.
          for (int i = 0; i < 100; i++) {
            house.children().forEach(child -> house.stored(child.id()));
          }
          gauge.leave();
          return ToolResult.text("x");
        });
    house.model.when(
        request -> House.firstWords(request).contains("Paint it"),
        request -> request.messages().size() == 1 ? works("k") : says("painted"));
    ScriptedAnswer many = ScriptedAnswer.start("many");
    for (int i = 0; i < 6; i++) {
      many = many.call("c" + i, "delegate", delegate("paint"));
    }
    house.script("begin", many.usage(1, 1), says("ok"));

    house.say(parent, "begin");

    assertEquals(6, house.results(parent).stream().filter(it -> !it.failed()).count());
    assertEquals(1, gauge.most());
  }

  @Test
  void anAgentsTextIsItsInstructionsAndItsModelIsUsed() throws InterruptedException {
    house.sources.put(agent("critic", "finds fault", "You criticize."));
    SessionId parent = house.session();

    call(parent, delegate("critic").with("instructions", Json.of("Look at this.")));

    var asked = house.model.requests().get(1);
    assertEquals("sharp", asked.model().modelName());
    assertEquals("Look at this.", house.stored(house.children().getFirst().id()).getFirst());
    assertTrue(
        call(parent, delegate("critic").with("parameters", JsonObject.of("a", Json.of("b"))))
            .joinedText()
            .contains("no parameters"));
  }

  @Test
  void theSchemaOfARecipeGivesItsAnswer() throws InterruptedException {
    house.recipes.put(
        "recipes/count.json",
        """
        {"title":"Count","description":"Counts","prompt":"Count it.",
         "response":{"json_schema":{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}}}
        """);
    SessionId parent = session("{\"name\":\"count\",\"path\":\"count.json\",\"values\":null}");
    house.script(
        "Count it.",
        calls("k", "recipe__final_output", JsonObject.of("n", Json.of(3))),
        says("not asked any more"));

    assertEquals("{\"n\":3}", call(parent, delegate("count")).joinedText());
  }

  @Test
  void aRecipesExtensionsReplaceTheParents() throws InterruptedException {
    house.recipes.put(
        "recipes/bare.json",
        "{\"title\":\"B\",\"description\":\"D\",\"prompt\":\"Do it bare.\",\"extensions\":[]}");
    SessionId parent = session("{\"name\":\"bare\",\"path\":\"bare.json\",\"values\":null}");

    call(parent, delegate("bare"));

    assertEquals(
        List.of(), house.model.requests().get(1).tools().stream().map(Tool::name).toList());
  }

  @Test
  void whatCannotBeUsedIsExplainedWithoutAWordOfIt() throws InterruptedException {
    house.recipes.put("etc/passwd", "root:x:0:0:root:/root:/bin/bash\n");
    house.recipes.put(
        "recipes/shape.json", "{\"title\":\"top secret\",\"prompt\":[\"top secret\"]}");
    house.recipes.put("recipes/needy.json", painting());
    house.recipes.put(
        "recipes/hidden.json",
        "{\"title\":\"T\",\"description\":\"D\",\"prompt\":\"a\\uDB40\\uDC41\"}");
    SessionId parent =
        session(
            "{\"name\":\"passwd\",\"path\":\"../etc/passwd\",\"values\":null}",
            "{\"name\":\"shape\",\"path\":\"shape.json\",\"values\":null}",
            "{\"name\":\"needy\",\"path\":\"needy.json\",\"values\":null}",
            "{\"name\":\"hidden\",\"path\":\"hidden.json\",\"values\":null}",
            "{\"name\":\"gone\",\"path\":\"gone.json\",\"values\":null}");
    house.sources.refuse("huge", "huge.md is too large");

    for (String name : List.of("passwd", "shape", "needy", "hidden", "gone", "huge")) {
      ToolResult result = call(parent, delegate(name));

      String text = result.joinedText();
      assertTrue(result.failed(), text);
      assertTrue(text.startsWith("Error: Source '" + name + "' cannot be used: "), text);
      assertFalse(text.contains("root:x") || text.contains("secret"), text);
    }
    assertTrue(call(parent, delegate("needy")).joinedText().contains("'color'"));
    for (String name : List.of("passwd", "shape", "gone", "huge")) {
      ToolResult result = load(parent, name);

      assertTrue(result.failed(), result::joinedText);
      assertFalse(result.joinedText().contains("root:x"), result::joinedText);
    }
    assertEquals(List.of(), house.children());
  }

  @Test
  void recipesThatNameEachOtherEndWithTheFirst() throws InterruptedException {
    String circular =
        "{\"title\":\"%1$s\",\"description\":\"D\",\"prompt\":\"I am %1$s.\",\"sub_recipes\":[{\"name\":\"%2$s\",\"path\":\"%2$s.json\",\"values\":null}]}";
    house.recipes.put("recipes/a.json", circular.formatted("a", "b"));
    house.recipes.put("recipes/b.json", circular.formatted("b", "a"));
    SessionId parent = session("{\"name\":\"b\",\"path\":\"b.json\",\"values\":null}");
    house.script("I am b.", calls("k", "delegate", delegate("a")), says("that was it"));

    assertEquals("that was it", call(parent, delegate("b")).joinedText());
    assertEquals(1, house.children().size());
  }

  @Test
  void loadListsWhatThereIsAndShowsATextByName() throws InterruptedException {
    house.recipes.put("recipes/paint.json", painting());
    house.sources.put(agent("critic", "finds fault", "You criticize."));
    SessionId parent = session("{\"name\":\"paint\",\"path\":\"paint.json\",\"values\":null}");

    assertEquals(
        "Subrecipes:\n• paint - Paints\n\nAgents:\n• critic - finds fault",
        call(parent, "load", JsonObject.EMPTY).joinedText());
    assertEquals(
        "# critic (agent)\n\nfinds fault\n\nYou criticize.", load(parent, "critic").joinedText());
    assertTrue(load(parent, "paint").joinedText().contains("Paint it {{ color }}."));
    assertEquals(
        "Error: Source 'crit' not found. Did you mean: critic?", load(parent, "crit").joinedText());
    assertEquals("Error: Task '20260304_9' not found.", load(parent, "20260304_9").joinedText());
  }

  @Test
  void theModelIsToldTheNamesOnceAMinute() throws InterruptedException {
    house.prompts.save(
        PromptName.SYSTEM, "{% for e in extensions %}{{ e.instructions }}\n{% endfor %}");
    house.sources.put(agent("critic", "finds fault", "You criticize."));
    SessionId parent = house.session();

    house.say(parent, "one");
    house.sources.put(agent("poet", "", "You rhyme."));
    house.say(parent, "two");
    house.clock.advance(Duration.ofSeconds(61));
    house.say(parent, "three");

    assertEquals(
        List.of(false, false, true),
        house.model.requests().stream().map(it -> it.system().contains("• poet (agent)")).toList());
    assertTrue(
        house.model.requests().getFirst().system().contains("• critic (agent) - finds fault"));
  }

  @Test
  void aNameThatIsNewIsFoundAtOnce() throws InterruptedException {
    SessionId parent = house.session();
    assertTrue(load(parent, "poet").failed());
    house.sources.put(agent("poet", "", "You rhyme."));

    assertFalse(load(parent, "poet").failed());
  }

  private static String painting() {
    return """
        {"title":"Paint","description":"Paints","prompt":"Paint it {{ color }}.",
         "parameters":[{"key":"color","input_type":"string","requirement":"required","description":"c"}]}
        """;
  }

  private static Source agent(String name, String description, String text) {
    return new Source(
        Source.Kind.AGENT,
        name,
        description,
        text,
        Path.of("/home/me/.goose/agents/" + name + ".md"),
        JsonObject.of("model", Json.of("sharp")));
  }

  private SessionId session(String... subRecipes) {
    Json recipe =
        JsonText.parse(
            "{\"version\":\"1.0.0\",\"title\":\"T\",\"description\":\"D\",\"prompt\":\"p\",\"sub_recipes\":["
                + String.join(",", subRecipes)
                + "]}");
    return house.session(House.details(GooseMode.AUTO).withRecipe(AttachedRecipe.of(recipe)));
  }

  private static JsonObject delegate(String source) {
    return JsonObject.of("source", Json.of(source));
  }

  private ToolResult load(SessionId parent, String name) throws InterruptedException {
    return call(parent, "load", JsonObject.of("source", Json.of(name)));
  }

  private ToolResult call(SessionId parent, JsonObject order) throws InterruptedException {
    return call(parent, "delegate", order);
  }

  private ToolResult call(SessionId parent, String tool, JsonObject arguments)
      throws InterruptedException {
    String begin = "call " + house.model.requests().size() + ".";
    house.model.when(
        request ->
            request.sessionId().equals(parent.value())
                && request.messages().reversed().stream()
                    .filter(message -> message.text().contains("call "))
                    .findFirst()
                    .filter(message -> message.text().contains(begin))
                    .isPresent(),
        request ->
            request.messages().getLast().hasToolResponse()
                ? says("ok")
                : calls("c", tool, arguments));
    house.say(parent, begin);
    return house.results(parent).getLast();
  }
}
