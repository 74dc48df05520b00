"""One person removed everywhere."""
