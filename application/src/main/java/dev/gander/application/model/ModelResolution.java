package dev.gander.application.model;

import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.model.ModelCatalog;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.Signer;
import dev.gander.domain.provider.ToolCallInterpreter;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Completes a model's configuration from the user's settings, else from the catalog, else from the
/// provider's own list.
public record ModelResolution(
    TypedSettings settings, ModelCatalog catalog, ToolCallInterpreter interpreter) {

  /// @throws InvalidInput if a setting has the wrong type; the message names it
  public ModelConfig resolve(ProviderFactory provider, ModelConfig asWritten) {
    ModelConfig given = described(withoutEffortInName(asWritten));
    Optional<ModelCatalog.Facts> facts = catalog.find(provider.name(), given.modelName());
    ModelConfig model = given.withContextLimit(contextLimit(provider, given, facts));
    model = model.withMaxTokens(maxTokens(model, facts));
    model = model.withTemperature(temperature(model));
    model = model.withReasoning(reasoning(model, facts));
    return toolshim(model);
  }

  /// Users may append the thinking effort to the name of a model. It is moved to the request
  /// parameter `thinking_effort`, unless that is set (goosed 1.36).
  private ModelConfig withoutEffortInName(ModelConfig written) {
    ModelCatalog.Naming naming = catalog.naming(written.modelName());
    if (naming.effort() == null) {
      return written;
    }
    ModelConfig bare = written.withModelName(naming.model());
    return bare.saysThinkingEffort() ? bare : bare.withThinkingEffort(naming.effort());
  }

  /// Whether a model reasons, according to the user or the catalog, else to its name.
  public boolean reasons(ModelConfig model) {
    return model.reasoning() == null
        ? catalog.naming(model.modelName()).reasons()
        : model.reasoning();
  }

  /// The signer of a model's answers.
  public Signer signer(String provider, String model) {
    return Signer.of(provider, catalog.naming(model));
  }

  /// The administrator's description of the model applies where the user specified nothing.
  private ModelConfig described(ModelConfig given) {
    Optional<PredefinedModel> described =
        PredefinedModel.find(settings.settings(), given.modelName());
    if (described.isEmpty()) {
      return given;
    }
    ModelConfig model = given;
    if (given.contextLimit() == null && settings.positive("GOOSE_CONTEXT_LIMIT").isEmpty()) {
      model = model.withContextLimit(described.get().contextLimit());
    }
    return given.requestParams() == null
        ? model.withRequestParams(described.get().requestParams())
        : model;
  }

  /// The cheaper model for small tasks: the user's choice, else the provider's. It does not use the
  /// user's thinking effort (1.39).
  public Optional<ModelConfig> fastModel(ProviderFactory factory, Provider provider) {
    return settings
        .text("GOOSE_FAST_MODEL")
        .filter(name -> !name.isBlank())
        .or(() -> Optional.ofNullable(provider.fastModel()))
        .map(name -> effortless(resolve(factory, ModelConfig.of(name))));
  }

  private ModelConfig effortless(ModelConfig model) {
    boolean asked =
        model.saysThinkingEffort() || settings.text("GOOSE_THINKING_EFFORT").isPresent();
    return asked ? model.withThinkingEffort("off") : model;
  }

  private @Nullable Integer contextLimit(
      ProviderFactory provider, ModelConfig given, Optional<ModelCatalog.Facts> facts) {
    if (given.contextLimit() != null) {
      return given.contextLimit();
    }
    OptionalLong wanted = settings.positive("GOOSE_CONTEXT_LIMIT");
    if (wanted.isPresent()) {
      return Math.toIntExact(wanted.getAsLong());
    }
    OptionalInt declared = provider.declaredLimit(given.modelName());
    if (declared.isPresent()) {
      return declared.getAsInt();
    }
    return facts
        .flatMap(known -> Optional.ofNullable(known.contextLimit()))
        .orElseGet(() -> listedLimit(provider.metadata(), given.modelName()));
  }

  private static @Nullable Integer listedLimit(ProviderMetadata provider, String model) {
    OptionalInt listed = provider.listedLimit(model);
    return listed.isPresent() ? Integer.valueOf(listed.getAsInt()) : null;
  }

  private @Nullable Integer maxTokens(ModelConfig model, Optional<ModelCatalog.Facts> facts) {
    if (model.maxTokens() != null) {
      return model.maxTokens();
    }
    OptionalLong wanted = settings.positive("GOOSE_MAX_TOKENS");
    if (wanted.isPresent()) {
      return Math.toIntExact(wanted.getAsLong());
    }
    return facts.map(known -> knownMaxTokens(known, model)).orElse(null);
  }

  /// The catalog's own context decides whether its limit can be meant, whatever the user says about
  /// the context (goosed 1.36).
  private static @Nullable Integer knownMaxTokens(ModelCatalog.Facts known, ModelConfig model) {
    Integer limit = known.maxOutputTokens();
    int context =
        known.contextLimit() == null ? model.contextLimitOrDefault() : known.contextLimit();
    return limit != null && limit < context ? limit : null;
  }

  private @Nullable Double temperature(ModelConfig model) {
    if (model.temperature() != null) {
      return model.temperature();
    }
    OptionalDouble wanted = settings.decimal("GOOSE_TEMPERATURE");
    if (wanted.isEmpty()) {
      return null;
    }
    if (wanted.getAsDouble() < 0) {
      throw new InvalidInput("The setting GOOSE_TEMPERATURE must not be negative");
    }
    return wanted.getAsDouble();
  }

  private static @Nullable Boolean reasoning(
      ModelConfig model, Optional<ModelCatalog.Facts> facts) {
    return model.reasoning() != null
        ? model.reasoning()
        : facts.map(ModelCatalog.Facts::reasoning).orElse(null);
  }

  private ModelConfig toolshim(ModelConfig model) {
    boolean isWanted = settings.truth("GOOSE_TOOLSHIM").orElse(false);
    if (!model.toolshim() && !isWanted) {
      return model;
    }
    // Even if it is not used: an invalid setting is an error in any case.
    String interpreting = interpreter.chosenModel();
    return model.toolshim() ? model : model.withToolshim(true, interpreting);
  }
}
