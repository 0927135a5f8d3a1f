/// `/config/providers` and the rest of the API for model services: custom providers, the catalog,
/// stored secrets.
@NullMarked
package dev.gander.adapters.http.provider;

import org.jspecify.annotations.NullMarked;
