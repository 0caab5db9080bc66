"""Attaché: a Discord bot that keeps a server briefed on the news."""
