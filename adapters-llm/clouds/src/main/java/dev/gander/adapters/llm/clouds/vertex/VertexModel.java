package dev.gander.adapters.llm.clouds.vertex;

import dev.gander.domain.error.ProviderException;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.wire.FamilyName;

/// A model of the service, derived from its name: its home location, its publisher, and how it is
/// called.
record VertexModel(String name, Kind kind) {
  enum Kind {
    CLAUDE,
    GEMINI,
    /// Open models that the service runs itself.
    SERVED
  }

  /// @throws ProviderException if the service has no models with such a name
  static VertexModel of(String name) {
    if (FamilyName.begins(name, "claude-")) {
      return new VertexModel(name, Kind.CLAUDE);
    }
    if (FamilyName.begins(name, "gemini-")) {
      return new VertexModel(name, Kind.GEMINI);
    }
    if (name.endsWith("-maas")) {
      return new VertexModel(name, Kind.SERVED);
    }
    throw new ProviderException.ExecutionError("Unsupported Vertex AI model: " + name, null);
  }

  /// The path of a request, relative to the address of the location.
  String path(String project, String location) {
    return "%s/projects/%s/locations/%s/publishers/%s/models/%s:%s"
        .formatted(
            kind == Kind.CLAUDE ? "v1" : "v1beta1",
            Endpoint.segment(project),
            Endpoint.segment(location),
            Endpoint.segment(publisher()),
            // The version of a model follows an `@`, which a path may contain.
            Endpoint.segment(name).replace("%40", "@"),
            kind == Kind.CLAUDE ? "streamRawPredict" : "streamGenerateContent?alt=sse");
  }

  String publisher() {
    return switch (kind) {
      case CLAUDE -> "anthropic";
      case GEMINI -> "google";
      case SERVED -> name.substring(0, name.indexOf('-'));
    };
  }

  /// A location that certainly has the model.
  String home() {
    return switch (kind) {
      case CLAUDE -> "us-east5";
      case GEMINI -> FamilyName.begins(name, "gemini-3") ? "global" : "us-central1";
      case SERVED -> "us-central1";
    };
  }
}
