/// Use cases on model services: list, choose, sign in, declare.
@NullMarked
package dev.gander.application.api.provider;

import org.jspecify.annotations.NullMarked;
