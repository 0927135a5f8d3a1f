package dev.gander.domain.provider.signin;

/// A service that issues a key to users who sign up in the browser, and what is configured with it.
///
/// @param provider the provider that the key is for
/// @param displayName the service's name for users
/// @param model the initial model
/// @param keyName the secret that holds the key
public record SignUp(String provider, String displayName, String model, String keyName) {}
