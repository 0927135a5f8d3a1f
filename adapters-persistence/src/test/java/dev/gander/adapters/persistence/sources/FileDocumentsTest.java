package dev.gander.adapters.persistence.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.source.Source;
import dev.gander.domain.source.Source.Kind;
import dev.gander.domain.source.SourceDocuments;
import dev.gander.domain.source.WrittenSource;
import dev.gander.testkit.source.SourceDocumentsContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDocumentsTest implements SourceDocumentsContract {
  private static final WrittenSource TEXT =
      new WrittenSource("helper", "Helps", "You help.", JsonObject.EMPTY);

  @TempDir Path folder;
  private FileDocuments documents;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(project());
    Path home = folder.resolve("home");
    documents =
        new FileDocuments(
            GoosePaths.of(
                Map.of("HOME", home.toString(), "GOOSE_PATH_ROOT", folder.toString()),
                "Linux",
                home));
  }

  @Override
  public SourceDocuments documents() {
    return documents;
  }

  @Override
  public Path project() {
    return folder.resolve("work");
  }

  @Test
  void filesAreWhereGooseLooksForThem() throws IOException {
    assertEquals(
        project().resolve(".agents/agents/helper.md"),
        documents.create(Kind.AGENT, project(), "helper", TEXT));
    assertEquals(
        folder.resolve(".agents/agents/helper.md"),
        documents.create(Kind.AGENT, null, "helper", TEXT));
    Path site = documents.create(Kind.PROJECT, null, "site", TEXT);
    assertEquals(folder.resolve("data/projects/site.md"), site);
    assertEquals(
        "---\nname: helper\ndescription: 'Helps'\n---\n\nYou help.\n", Files.readString(site));
  }

  @Test
  void whatOthersHaveWrittenIsListedIfItCanBeRead() throws IOException {
    write(folder.resolve("data/projects/plain.md"), "Just a text.\n");
    write(folder.resolve("data/projects/note.txt"), "no project");
    write(folder.resolve("home/.claude/agents/empty.md"), "---\nname: empty\n---\n");
    write(folder.resolve("home/.claude/agents/nameless.md"), "---\ndescription: x\n---\nx\n");
    write(folder.resolve("home/.claude/agents/broken.md"), "---\nname: [\n---\nx\n");
    write(folder.resolve("home/.claude/agents/bare.md"), "x\n");

    Source plain = documents.list(Kind.PROJECT, null).getFirst();
    assertEquals(List.of("plain"), names(Kind.PROJECT));
    assertEquals("Just a text.", plain.content());
    assertEquals(List.of("empty"), names(Kind.AGENT));
  }

  private List<String> names(Kind kind) {
    return documents.list(kind, null).stream().map(Source::name).toList();
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void nothingElseIsChangedOrDeleted() throws IOException {
    Path elsewhere = write(folder.resolve("elsewhere/agents/mine.md"), TEXT.document());
    Path agent = documents.create(Kind.AGENT, project(), "helper", TEXT);
    Path linked = Files.createSymbolicLink(agent.resolveSibling("linked.md"), elsewhere);
    Path note = write(agent.resolveSibling("note.txt"), "mine");
    Path deep = write(agent.resolveSibling("deep").resolve("x.md"), TEXT.document());
    Path outside = agent.resolve("../../../../elsewhere/agents/mine.md");

    for (Path file : List.of(elsewhere, linked, note, deep, outside, Path.of("helper.md"))) {
      assertEquals(Optional.empty(), documents.find(Kind.AGENT, file), file::toString);
      assertThrows(NotFound.class, () -> documents.delete(Kind.AGENT, file));
      assertThrows(NotFound.class, () -> documents.change(Kind.AGENT, file, TEXT));
    }
    assertTrue(Files.exists(elsewhere) && Files.exists(note) && Files.exists(deep));
  }
}
