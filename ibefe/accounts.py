"""How allauth behaves in this house."""

import base64
import hashlib

from allauth.account import forms
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.utils.translation import gettext_lazy as _

ADDRESS = _("Adresse électronique")


class AccountAdapter(DefaultAccountAdapter):
    """Open registration: anybody may ask for a pôle. Mails say who we are."""

    def is_open_for_signup(self, request):
        return True

    def get_from_email(self):
        return settings.DEFAULT_FROM_EMAIL


class MFAAdapter(DefaultMFAAdapter):
    """Secrets of second factors are encrypted in the database with a key drawn from SECRET_KEY."""

    @property
    def _box(self):
        key = hashlib.sha256(b"mfa:" + settings.SECRET_KEY.encode()).digest()
        return Fernet(base64.urlsafe_b64encode(key))

    def encrypt(self, text):
        return self._box.encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return self._box.decrypt(encrypted_text.encode()).decode()


def plainly(form, **labels):
    """Our words on the fields, and no placeholder that repeats a label and vanishes."""
    for name, label in labels.items():
        form.fields[name].label = label
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class LoginForm(forms.LoginForm):
    """One word for one thing: « adresse électronique », here as everywhere."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plainly(self, login=ADDRESS)


class SignupForm(forms.SignupForm):
    """Open registration; the name comes first (actors.forms.SignupForm)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plainly(self, email=ADDRESS)


class ResetPasswordForm(forms.ResetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plainly(self, email=ADDRESS)


class AddEmailForm(forms.AddEmailForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plainly(self, email=ADDRESS)


class ChangePasswordForm(forms.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plainly(self)


class ReauthenticateForm(forms.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plainly(self)
