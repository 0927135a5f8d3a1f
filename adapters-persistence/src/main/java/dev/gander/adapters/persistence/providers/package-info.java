/// Stored data about model services: the files of custom providers, and the tokens of sign-ins.
@NullMarked
package dev.gander.adapters.persistence.providers;

import org.jspecify.annotations.NullMarked;
