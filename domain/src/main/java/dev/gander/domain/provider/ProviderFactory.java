package dev.gander.domain.provider;

import dev.gander.domain.provider.signin.TokenCache;
import java.util.Optional;
import java.util.OptionalInt;

/// Creates providers of one kind. Found by [java.util.ServiceLoader], so a module that provides a
/// factory is all that a new kind of model service needs. Its constructor must do no work.
public interface ProviderFactory {
  /// The name in [#metadata()]; read at every start, so it should be a constant.
  default String name() {
    return metadata().name();
  }

  /// Name, models and configuration keys. Constant and cheap.
  ProviderMetadata metadata();

  /// Whether to show all models that a service lists, even those missing from the catalog: their
  /// names may be the users' own.
  default boolean showsAllModels() {
    return false;
  }

  /// The context limit of a model in tokens, if this provider knows it better than the model
  /// catalog; empty if the catalog takes precedence. By default the limit in [#metadata()].
  default OptionalInt declaredLimit(String model) {
    return metadata().listedLimit(model);
  }

  /// Where the tokens of a sign-in are stored; empty for a provider without a sign-in, or whose
  /// sign-in yields a secret instead. The settings pages list and remove what is stored there, and
  /// a sign-in may store tokens nowhere else. Constant and cheap.
  default Optional<TokenCache> tokenCache() {
    return Optional.empty();
  }

  /// Whether signing in replaces a required key. If so, tokens that are valid or can be refreshed
  /// count as configured, and the list of secrets always offers the sign-in. Otherwise the keys in
  /// [#metadata()] that are marked with `oauthFlow` decide.
  default boolean signInReplacesKey() {
    return false;
  }

  /// Creates a provider from the current settings; opens no connection.
  ///
  /// @throws dev.gander.domain.error.ProviderException if a required key is missing or invalid; the
  ///   message names the key
  Provider create(ProviderSettings settings);
}
