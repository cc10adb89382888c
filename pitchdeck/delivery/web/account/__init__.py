"""Signing in and out, and what each person sees to for themselves."""
