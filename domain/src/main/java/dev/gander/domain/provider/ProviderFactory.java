package dev.gander.domain.provider;

import dev.gander.domain.provider.signin.TokenCache;
import java.util.Optional;
import java.util.OptionalInt;

/// Makes providers of one kind; found by [java.util.ServiceLoader], so that a module which provides
/// it is all that a new kind of model service needs. Its constructor does no work.
public interface ProviderFactory {
  /// The name in [#metadata()]; asked for at every start, so that it should be constant.
  default String name() {
    return metadata().name();
  }

  /// Name, models and configuration keys. Constant and cheap.
  ProviderMetadata metadata();

  /// Whether all models that a service lists are worth showing, also those that the catalog does
  /// not know: their names may be the users' own.
  default boolean showsAllModels() {
    return false;
  }

  /// The context limit of a model in tokens, where this provider knows it better than the catalog
  /// of models; empty where the catalog takes precedence. By default the limit that [#metadata()]
  /// lists.
  default OptionalInt declaredLimit(String model) {
    return metadata().listedLimit(model);
  }

  /// Where the tokens of a sign-in are kept; empty for a provider without a sign-in, or whose
  /// sign-in brings a secret instead. The settings pages list and remove what is kept there, and a
  /// sign-in may bring tokens for no other place. Constant and cheap.
  default Optional<TokenCache> tokenCache() {
    return Optional.empty();
  }

  /// Whether signing in takes the place of a required key. If so, tokens that hold or renew
  /// themselves count as set up, and the list of secrets always offers the sign-in. Otherwise the
  /// keys in [#metadata()] that are marked with `oauthFlow` decide.
  default boolean signInReplacesKey() {
    return false;
  }

  /// Makes a provider from the settings of this moment; opens no connection.
  ///
  /// @throws dev.gander.domain.error.ProviderException if a required key is missing or wrong; the
  ///   message names the key
  Provider create(ProviderSettings settings);
}
