"""What a test needs to fill in a form: the token of a page."""


def token_of(client, path="/help"):
    return client.get(path).get_data(as_text=True).split('name="csrf_token" value="')[1].split('"')[0]
