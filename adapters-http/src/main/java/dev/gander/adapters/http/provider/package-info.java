/// `/config/providers` and what else there is about model services: custom providers, the catalog,
/// stored secrets.
@NullMarked
package dev.gander.adapters.http.provider;

import org.jspecify.annotations.NullMarked;
