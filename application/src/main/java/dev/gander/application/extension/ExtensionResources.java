package dev.gander.application.extension;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.extension.Resource;
import dev.gander.domain.extension.ResourceContent;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Resources of the other extensions, as texts for a model.
record ExtensionResources(ConnectedExtensions extensions) {

  /// One text for each extension, or only for `extension_name`.
  ToolResult list(JsonObject arguments) throws InterruptedException {
    Optional<ExtensionKey> wanted = arguments.text("extension_name").map(ExtensionKey::of);
    Map<ExtensionKey, List<Resource>> found =
        wanted.isPresent() ? only(wanted.get()) : extensions.resources();
    List<ToolContent> texts = new ArrayList<>();
    found.forEach((key, resources) -> texts.add(new ToolContent.Text(lines(key, resources))));
    return ToolResult.of(texts);
  }

  private Map<ExtensionKey, List<Resource>> only(ExtensionKey key) throws InterruptedException {
    return extensions.isLoaded(key) ? Map.of(key, extensions.resources(key)) : Map.of();
  }

  /// Without `extension_name`, the first extension that has the URI answers. What the model has
  /// named wrongly it is told, as by any tool.
  ToolResult read(JsonObject arguments) throws InterruptedException {
    Optional<String> uri = arguments.text("uri");
    if (uri.isEmpty()) {
      return PlatformTool.failure("Missing required parameter: uri");
    }
    Optional<String> name = arguments.text("extension_name");
    return name.isPresent() ? read(name.get(), uri.get()) : search(uri.get());
  }

  private ToolResult read(String extension, String uri) throws InterruptedException {
    try {
      return texts(uri, extensions.readResource(extension, uri));
    } catch (ExtensionException e) {
      if (e.code() == ExtensionException.INTERNAL_ERROR) {
        throw e;
      }
      return PlatformTool.failure(e.text());
    }
  }

  private ToolResult search(String uri) throws InterruptedException {
    for (ExtensionKey key : extensions.resources().keySet()) {
      try {
        return texts(uri, extensions.readResource(key.value(), uri));
      } catch (ExtensionException e) {
        if (e.code() == ExtensionException.INTERNAL_ERROR) {
          throw e;
        }
      }
    }
    return PlatformTool.failure("No extension has the resource " + uri);
  }

  private static ToolResult texts(String uri, List<ResourceContent> contents) {
    List<ToolContent> texts = new ArrayList<>();
    for (ResourceContent content : contents) {
      if (content instanceof ResourceContent.Text text) {
        texts.add(new ToolContent.Text(uri + "\n\n" + text.text()));
      }
    }
    return ToolResult.of(texts);
  }

  private static String lines(ExtensionKey key, List<Resource> resources) {
    return resources.stream()
        .map(it -> key + " - " + it.name() + ", uri: (" + it.uri() + ")")
        .collect(Collectors.joining("\n"));
  }
}
