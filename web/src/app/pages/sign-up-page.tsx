/** Make an account with a workspace of its own. */
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { api, must } from "@/api/client";
import { Field } from "@/components/field";
import { AuthForm } from "@/features/auth/auth-form";
import { words } from "@/words";

export function SignUpPage() {
  const navigate = useNavigate();
  const { back } = useSearch({ from: "/sign-up" });
  const send = (form: FormData) =>
    must(
      api.POST("/api/v1/auth/register", {
        body: {
          email: String(form.get("email")),
          password: String(form.get("password")),
          name: String(form.get("name")),
          business_name: String(form.get("business_name")),
        },
      }),
    );
  return (
    <AuthForm
      title={words.auth.signUp}
      verb={words.auth.signUp}
      busy={words.auth.signingUp}
      send={send}
      onDone={() => void navigate({ href: back ?? "/" })}
      other={
        <>
          {words.auth.haveAccount}{" "}
          <Link
            to="/sign-in"
            search={back ? { back } : {}}
            className="inline-flex min-h-11 items-center font-semibold text-accent underline"
          >
            {words.auth.signIn}
          </Link>
        </>
      }
    >
      <Field label={words.auth.name} name="name" autoComplete="name" />
      <Field label={words.auth.business} name="business_name" autoComplete="organization" />
      <Field label={words.auth.email} name="email" type="email" autoComplete="username" required />
      <Field
        label={words.auth.password}
        name="password"
        type="password"
        autoComplete="new-password"
        hint={words.auth.passwordHint}
        minLength={8}
        required
      />
    </AuthForm>
  );
}
