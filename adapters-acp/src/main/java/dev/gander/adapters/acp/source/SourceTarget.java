package dev.gander.adapters.acp.source;

import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.application.api.source.EditDocuments;
import dev.gander.application.api.source.EditDocuments.FoundDocument;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where a new source belongs.
record SourceTarget(EditDocuments projects) {

  /// The folder of a project; null for what belongs to none. 1.35 has the members of the target
  /// beside the others.
  @Nullable Path folder(JsonFields fields) {
    JsonObject target = fields.optional("target", JsonFields::asObject);
    if (target == null) {
      return flat(fields);
    }
    JsonFields place = new JsonFields(target);
    return switch (place.text("scope")) {
      case "global" -> null;
      case "projectDir" -> existing(place.text("projectDir"));
      case "projectId" -> folderOf(place.text("projectId"));
      case String unknown -> throw InvalidShape.unknownVariant(unknown);
    };
  }

  private @Nullable Path flat(JsonFields fields) {
    boolean isGlobal = fields.orElse("global", JsonFields::asBool, false);
    String folder = fields.optionalText("projectDir");
    String project = fields.optionalText("projectId");
    if (isGlobal) {
      return null;
    }
    if (folder != null) {
      return existing(folder);
    }
    if (project != null) {
      return folderOf(project);
    }
    throw new InvalidShape("missing field `target`");
  }

  private static Path existing(String text) {
    Path folder = MenuMethods.path(text);
    if (!folder.isAbsolute() || !Files.isDirectory(folder)) {
      throw RpcError.invalidParams("projectDir must be the absolute path of a folder");
    }
    return folder;
  }

  private Path folderOf(String name) {
    FoundDocument project =
        projects
            .project(name)
            .orElseThrow(() -> RpcError.invalidParams("Project \"" + name + "\" not found"));
    return EditDocuments.foldersOf(project).stream()
        .filter(Files::isDirectory)
        .findFirst()
        .orElseThrow(
            () -> RpcError.invalidParams("Project \"" + name + "\" has no folder that exists"));
  }
}
