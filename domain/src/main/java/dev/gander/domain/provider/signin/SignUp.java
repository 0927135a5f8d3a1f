package dev.gander.domain.provider.signin;

/// A service that gives a key to whoever signs up with the browser, and what is set up with it.
///
/// @param provider the provider that the key is for
/// @param displayName what users know the service as
/// @param model the model to begin with
/// @param keyName the secret that holds the key
public record SignUp(String provider, String displayName, String model, String keyName) {}
