/// Use cases of `/config`: settings, secrets and the configured extensions.
@NullMarked
package dev.gander.application.config;

import org.jspecify.annotations.NullMarked;
