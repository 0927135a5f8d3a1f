package dev.gander.adapters.acp.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.acp.GooseTalk;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.source.Source;
import dev.gander.domain.source.Source.Kind;
import dev.gander.json.jackson.JsonText;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Agents and projects; skills are in [SourceMethodsTest]. 1 s.
class SourceEditsTest {
  private final GooseTalk talk = new GooseTalk();

  @TempDir Path work;

  @AfterEach
  void close() {
    talk.close();
  }

  private String inProject() {
    return "'target': {'scope': 'projectDir', 'projectDir': '%s'}".formatted(work);
  }

  private static String agent(String name, String target) {
    return """
        {'type': 'agent', 'name': '%s', 'description': 'Helps', 'content': 'You help.',
         'properties': {'model': 'small'}, %s}"""
        .formatted(name, target);
  }

  private JsonObject created(String params) throws InterruptedException {
    return talk.result("sources/create", params).object("source").orElseThrow();
  }

  private List<String> paths(String params) throws InterruptedException {
    return entries(params).items().stream()
        .map(entry -> ((JsonObject) entry).text("path").orElseThrow())
        .toList();
  }

  private JsonArray entries(String params) throws InterruptedException {
    return talk.result("sources/list", params).array("sources").orElseThrow();
  }

  @Test
  void anAgentIsCreatedChangedAndDeleted() throws InterruptedException {
    Path file = work.resolve(".agents/agents/my-helper.md");
    JsonObject entry =
        (JsonObject)
            GooseTalk.json(
                """
                {'type': 'agent', 'name': 'My Helper', 'description': 'Helps',
                 'content': 'You help.', 'path': '%s', 'global': false, 'writable': true,
                 'properties': {'model': 'small'}}"""
                    .formatted(file));
    assertEquals(entry, created(agent("My Helper", inProject())));
    assertEquals(
        JsonArray.of(entry), entries("{'type': 'agent', 'projectDir': '%s'}".formatted(work)));
    assertEquals(JsonArray.EMPTY, entries("{'type': 'agent'}"));
    assertEquals(JsonArray.EMPTY, entries("{'projectDir': '%s'}".formatted(work)));

    JsonObject changed =
        talk.result(
                "sources/update",
                """
                {'type': 'agent', 'path': '%s', 'name': 'Other', 'description': 'D',
                 'content': 'C'}"""
                    .formatted(file))
            .object("source")
            .orElseThrow();
    assertEquals(
        entry
            .with("name", Json.of("Other"))
            .with("description", Json.of("D"))
            .with("content", Json.of("C")),
        changed);

    talk.done("sources/delete", "{'type': 'agent', 'path': '%s'}".formatted(file));
    assertEquals(
        "-32602: \"Source \\\"%s\\\" not found\"".formatted(file),
        talk.error("sources/delete", "{'type': 'agent', 'path': '%s'}".formatted(file)));
  }

  @Test
  void agentsOfOneNameHaveFilesOfTheirOwn() throws InterruptedException {
    String global = "'global': true";
    List<String> files =
        List.of(
            created(agent("Ä b", global)).text("path").orElseThrow(),
            created(agent("ö B", global)).text("path").orElseThrow(),
            created(agent("???", global)).text("path").orElseThrow());

    assertEquals(
        List.of(
            "/home/me/.agents/agents/b.md",
            "/home/me/.agents/agents/b-2.md",
            "/home/me/.agents/agents/agent.md"),
        files);
  }

  @Test
  void anAgentIsPassedOn() throws InterruptedException {
    String path = created(agent("My Helper", inProject())).text("path").orElseThrow();

    JsonObject exported =
        talk.result("sources/export", "{'type': 'agent', 'path': '%s'}".formatted(path));
    String data = exported.text("json").orElseThrow();
    assertEquals(Json.of("my-helper.agent.json"), exported.get("filename"));
    assertEquals(
        GooseTalk.json(
            """
            {'version': 1, 'type': 'agent', 'name': 'My Helper', 'description': 'Helps',
             'content': 'You help.', 'properties': {'model': 'small'}}"""),
        JsonText.parse(data));

    assertEquals(
        path.replace("helper.md", "helper-2.md"),
        imported(data, inProject()).text("path").orElseThrow());
  }

  private JsonObject imported(String data, String target) throws InterruptedException {
    JsonArray sources =
        talk.result("sources/import", "{'data': %s, %s}".formatted(Json.of(data).compact(), target))
            .array("sources")
            .orElseThrow();
    assertEquals(1, sources.items().size());
    return (JsonObject) sources.items().getFirst();
  }

  private String project(String properties) {
    return """
        {'type': 'project', 'name': 'site', 'description': 'A page', 'content': 'Be brief.',
         'target': {'scope': 'global'}, 'properties': %s}"""
        .formatted(properties);
  }

  @Test
  void aProjectIsCreatedChangedPassedOnAndDeleted() throws InterruptedException {
    JsonObject entry =
        (JsonObject)
            GooseTalk.json(
                """
                {'type': 'project', 'name': 'site', 'description': 'A page',
                 'content': 'Be brief.', 'path': '/home/me/projects/site.md', 'global': true,
                 'writable': true, 'properties': {'title': 'The Site', 'icon': 'x'}}""");
    assertEquals(entry, created(project("{'title': 'The Site', 'icon': 'x'}")));
    assertEquals(
        "-32602: \"A source named \\\"site\\\" already exists\"",
        talk.error("sources/create", project("{}")));
    assertEquals(JsonArray.of(entry), entries("{'type': 'project'}"));
    assertEquals(List.of(entry), entries("{}").items());

    String path = "{'type': 'project', 'path': '/home/me/projects/site.md'%s}";
    String text = ", 'name': '%s', 'description': 'A page', 'content': 'Be brief.'";
    assertEquals(
        entry,
        talk.result("sources/update", path.formatted(text.formatted("site")))
            .object("source")
            .orElseThrow());
    assertEquals(
        "-32602: \"The name of a project cannot be changed: it is site\"",
        talk.error("sources/update", path.formatted(text.formatted("other"))));

    JsonObject exported = talk.result("sources/export", path.formatted(""));
    assertEquals(Json.of("site.project.json"), exported.get("filename"));
    JsonObject copy = imported(exported.text("json").orElseThrow(), "'global': true");
    assertEquals(
        entry
            .with("name", Json.of("site-imported"))
            .with("path", Json.of("/home/me/projects/site-imported.md")),
        copy);
    talk.done("sources/delete", path.formatted(""));
    assertEquals(List.of("/home/me/projects/site-imported.md"), paths("{'type': 'project'}"));
  }

  @Test
  void whatBelongsToAProjectGoesIntoItsFolder() throws InterruptedException {
    created(project("{'workingDirs': ['relative', '/no/such', '%s']}".formatted(work)));
    String target = "'target': {'scope': 'projectId', 'projectId': '%s'}";

    assertEquals(
        work.resolve(".agents/agents/helper.md").toString(),
        created(agent("helper", target.formatted("site"))).text("path").orElseThrow());
    assertEquals(
        "-32602: \"Project \\\"none\\\" not found\"",
        talk.error("sources/create", agent("helper", target.formatted("none"))));
    assertEquals(
        work.resolve(".agents/agents/helper-2.md").toString(),
        created(agent("helper", "'projectId': 'site'")).text("path").orElseThrow());
  }

  @Test
  void skillsInTheFoldersOfProjectsAreListedIfWanted() throws InterruptedException {
    talk.backend.sources.put(
        new Source(Kind.SKILL, "greet", "", "Hi.", Path.of("/work/s/greet/SKILL.md")));
    talk.backend.sources.put(
        new Source(Kind.SKILL, "mine", "", "Hi.", Path.of("/home/me/s/mine/SKILL.md")));
    created(project("{'workingDirs': ['/work']}"));
    String wanted = "{'type': 'skill', 'includeProjectSources': true%s}";

    JsonArray all = entries(wanted.formatted(""));

    assertEquals(List.of("/work/s/greet", "/home/me/s/mine"), paths(wanted.formatted("")));
    assertEquals(
        GooseTalk.json("{'projectName': 'site', 'projectDir': '/work'}"),
        ((JsonObject) all.items().getFirst()).get("properties"));
    assertEquals(
        List.of("/work/s/greet", "/home/me/s/mine"),
        paths(wanted.formatted(", 'projectDir': '/work'")));
    assertEquals(List.of("/home/me/s/mine"), paths("{'type': 'skill'}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "agent | ''",
        "agent | ' '",
        "agent | a/b",
        "agent | a\\\\b",
        "agent | a\\nb",
        "project | ''",
        "project | Site",
        "project | -a",
        "project | a/../b",
      })
  void aNameThatCannotBeOneIsRefused(String type, String name) throws InterruptedException {
    String problem =
        talk.error(
            "sources/create",
            "{'type': '%s', 'name': '%s', 'description': '', 'content': '', 'global': true}"
                .formatted(type, name));

    assertTrue(problem.startsWith("-32602: \"The name of a"), problem);
    assertEquals(JsonArray.EMPTY, entries("{'type': '%s'}".formatted(type)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "7",
        "{\\\"type\\\": \\\"agent\\\"}",
        "{\\\"version\\\": 2, \\\"type\\\": \\\"agent\\\", \\\"name\\\": \\\"x\\\"}",
        "{\\\"version\\\": 1, \\\"type\\\": \\\"project\\\"}",
        "{\\\"version\\\": 1, \\\"type\\\": \\\"recipe\\\", \\\"name\\\": \\\"x\\\"}",
        "{\\\"version\\\": 1, \\\"type\\\": \\\"magic\\\", \\\"name\\\": \\\"x\\\"}"
      })
  void whatIsNoExportIsRefused(String data) throws InterruptedException {
    String problem =
        talk.error("sources/import", "{\"data\": \"%s\", \"global\": true}".formatted(data));

    assertTrue(problem.startsWith("-32602"), problem);
    assertEquals(JsonArray.EMPTY, entries("{'type': 'project'}"));
    assertEquals(JsonArray.EMPTY, entries("{'type': 'agent'}"));
  }
}
