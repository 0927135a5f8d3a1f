/// What an operation sees of HTTP: its [Call], the [Answer] it returns, and the rules that decode
/// requests and turn failures into answers. Nothing here depends on the server library.
@NullMarked
package dev.gander.adapters.http.call;

import org.jspecify.annotations.NullMarked;
