package dev.gander.application.api.source;

import dev.gander.domain.error.Conflict;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.source.DocumentName;
import dev.gander.domain.source.Source;
import dev.gander.domain.source.Source.Kind;
import dev.gander.domain.source.SourceDocuments;
import dev.gander.domain.source.WrittenSource;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lists, creates, changes and deletes agents and projects, and passes them on as texts.
public final class EditDocuments {
  private static final int MOST_COPIES = 1_000;

  private final SourceDocuments documents;

  public EditDocuments(SourceDocuments documents) {
    this.documents = documents;
  }

  /// @param isGlobal whether it belongs to no project
  /// @param properties those of its front matter that are not shown otherwise; a project whose
  ///   title is not its name has `title`
  public record FoundDocument(Source source, boolean isGlobal, JsonObject properties) {}

  /// Sorted by name.
  ///
  /// @param project the folder whose agents are listed as well, before those of the user; null for
  ///   none
  public List<FoundDocument> list(Kind kind, @Nullable Path project) {
    return documents.list(kind, project).stream()
        .map(this::found)
        .sorted(Comparator.comparing(document -> document.source().name()))
        .toList();
  }

  private FoundDocument found(Source source) {
    boolean isGlobal = documents.isGlobal(source.kind(), source.file());
    JsonObject properties = WrittenSource.propertiesOf(source);
    String title = source.properties().text("name").orElse("");
    return source.kind() == Kind.PROJECT && !title.isBlank() && !title.equals(source.name())
        ? new FoundDocument(source, isGlobal, properties.with("title", Json.of(title)))
        : new FoundDocument(source, isGlobal, properties);
  }

  /// An agent may be called anything that fits on a line; its file gets a similar name. A project
  /// is called as its file; users see the property `title`.
  ///
  /// @param project the folder to which an agent belongs; null for none
  /// @throws InvalidInput if it cannot be called that
  /// @throws Conflict if there is a project with that name
  public FoundDocument create(Kind kind, @Nullable Path project, WrittenSource text) {
    DocumentName name = DocumentName.of(kind, text.name());
    Path file =
        switch (kind) {
          case AGENT -> copied(kind, project, text, name::copy);
          case PROJECT, SKILL, RECIPE ->
              documents.create(kind, null, name.stem(), titled(kind, text));
        };
    return existing(kind, file);
  }

  /// The first copy whose name is free.
  private Path copied(
      Kind kind, @Nullable Path project, WrittenSource text, IntFunction<String> stem) {
    for (int number = 1; number <= MOST_COPIES; number++) {
      try {
        return documents.create(kind, project, stem.apply(number), text);
      } catch (Conflict _) {
        // The next name, then.
      }
    }
    throw new Conflict("There are too many files with the name " + text.name());
  }

  private static WrittenSource titled(Kind kind, WrittenSource text) {
    String title = text.properties().text("title").filter(it -> !it.isBlank()).orElse(text.name());
    return kind == Kind.PROJECT
        ? new WrittenSource(title, text.description(), text.content(), text.properties())
        : text;
  }

  private FoundDocument existing(Kind kind, Path file) {
    return documents
        .find(kind, file)
        .map(this::found)
        .orElseThrow(() -> new NotFound("There is no such file: " + file));
  }

  /// @param properties null to keep those that it has
  /// @throws NotFound if there is no such file
  /// @throws InvalidInput if it cannot be called that; a project keeps its name
  public FoundDocument change(
      Kind kind,
      Path file,
      String name,
      String description,
      String content,
      @Nullable JsonObject properties) {
    FoundDocument before = existing(kind, file);
    if (kind == Kind.PROJECT && !before.source().name().equals(name)) {
      throw new InvalidInput(
          "The name of a project cannot be changed: it is " + before.source().name());
    }
    DocumentName.of(kind, name);
    JsonObject kept = properties == null ? before.properties() : properties;
    documents.change(kind, file, titled(kind, new WrittenSource(name, description, content, kept)));
    return existing(kind, file);
  }

  /// @throws NotFound if there is no such file
  public void delete(Kind kind, Path file) {
    documents.delete(kind, file);
  }

  /// An export, and the name of a file for it.
  public record Export(JsonObject json, String filename) {}

  /// @return the form that [#add] reads
  /// @throws NotFound if there is no such file
  public Export export(Kind kind, Path file) {
    FoundDocument document = existing(kind, file);
    Source source = document.source();
    String type = kind == Kind.PROJECT ? "project" : "agent";
    JsonObject.Builder json =
        JsonObject.builder().put("version", 1).put("type", type).put("name", source.name());
    if (kind == Kind.PROJECT) {
      json.put("title", document.properties().text("title").orElse(source.name()));
    }
    json.put("description", source.description()).put("content", source.content());
    if (!document.properties().isEmpty()) {
      json.put("properties", document.properties());
    }
    String stem = DocumentName.of(kind, source.name()).stem();
    return new Export(json.build(), stem + "." + type + ".json");
  }

  /// Adds what another user has exported. One whose name is taken gets another one.
  ///
  /// @param project as for [#create]
  /// @throws InvalidInput if it is not such an export
  public FoundDocument add(Kind kind, @Nullable Path project, JsonFields exported) {
    if (exported.integer("version") != 1) {
      throw new InvalidInput("This version of an export is not known");
    }
    JsonObject given = exported.optional("properties", JsonFields::asObject);
    JsonObject properties = given == null ? JsonObject.EMPTY : given;
    String title = exported.optionalText("title");
    WrittenSource text =
        new WrittenSource(
            exported.text("name"),
            exported.orElse("description", JsonFields::asText, ""),
            exported.orElse("content", JsonFields::asText, ""),
            title == null ? properties : properties.with("title", Json.of(title)));
    if (kind == Kind.AGENT) {
      return create(kind, project, text);
    }
    DocumentName name = DocumentName.of(kind, text.name());
    return existing(kind, copied(kind, null, titled(kind, text), name::imported));
  }

  /// A project by its name.
  public Optional<FoundDocument> project(String name) {
    return list(Kind.PROJECT, null).stream()
        .filter(project -> project.source().name().equals(name))
        .findFirst();
  }

  /// The folders that belong to a project, the first of which counts as its own.
  public static List<Path> foldersOf(FoundDocument project) {
    return project.properties().array("workingDirs").orElse(JsonArray.EMPTY).items().stream()
        .flatMap(EditDocuments::folder)
        .toList();
  }

  private static Stream<Path> folder(Json path) {
    try {
      return path instanceof JsonString(String text) && Path.of(text).isAbsolute()
          ? Stream.of(Path.of(text))
          : Stream.empty();
    } catch (InvalidPathException _) {
      return Stream.empty();
    }
  }
}
