/// The published description of the API, and the operations that it describes but that are not
/// built yet.
@NullMarked
package dev.gander.adapters.http.openapi;

import org.jspecify.annotations.NullMarked;
